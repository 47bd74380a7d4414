package org.eksrunbook.process;

import java.io.IOException;
import java.io.InputStream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys models and forms together, anew only where one of them changed: running instances keep their version, forms and called models.
 * Names are {@code bpmn/x.bpmn} and {@code forms/x.form}, so that forms are found by their references.
 */
@Component
class ModelDeployment implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(ModelDeployment.class);
    private static final String[] PATTERNS = {"bpmn/*.bpmn", "bpmn/*.dmn", "forms/*.form", "forms/*.html"};

    private final RepositoryService repository;

    ModelDeployment(RepositoryService repository) {
        this.repository = repository;
    }

    @Override
    public void afterSingletonsInstantiated() {
        // All or nothing: forms and called models are looked up in the deployment of the model that names them.
        DeploymentBuilder deployment =
                repository.createDeployment().name("eks-incident-runbook").enableDuplicateFiltering(false);
        try {
            int found = 0;
            for (String pattern : PATTERNS) {
                String folder = pattern.substring(0, pattern.indexOf('/') + 1);
                for (Resource resource :
                        new PathMatchingResourcePatternResolver().getResources("classpath*:" + pattern)) {
                    try (InputStream content = resource.getInputStream()) {
                        deployment.addInputStream(folder + resource.getFilename(), content);
                    }
                    found++;
                }
            }
            if (found > 0) {
                deployment.deploy();
            }
            LOG.info("{} models and forms are deployed", found);
        } catch (IOException unreadable) {
            throw new IllegalStateException("The models cannot be read from the application itself", unreadable);
        }
    }
}
