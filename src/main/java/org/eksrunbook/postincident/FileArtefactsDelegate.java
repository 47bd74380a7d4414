package org.eksrunbook.postincident;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.process.BusinessKey;
import org.springframework.stereotype.Component;

/** Files the report as it stands, for whoever signs it (Part 5, last step; correction 3). The signed one is filed when the record is frozen. */
@Component
final class FileArtefactsDelegate implements JavaDelegate {

    private final ReportFiling filing;

    FileArtefactsDelegate(ReportFiling filing) {
        this.filing = filing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        filing.file(BusinessKey.of(execution));
    }
}
