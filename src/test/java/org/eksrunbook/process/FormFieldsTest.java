package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eksrunbook.incident.InvalidInput;
import org.junit.jupiter.api.Test;

class FormFieldsTest {

    private static final FormFields FORM = FormFields.parse("""
            {"components":[
              {"type":"textarea","key":"view.script","disabled":true},
              {"type":"textfield","key":"seen","readonly":true},
              {"type":"group","components":[{"type":"radio","key":"decision","values":[{"value":"approve"}]}]}]}""".getBytes(StandardCharsets.UTF_8));

    @Test
    void whatAFormOnlyShowsIsNoField() {
        for (String name : new String[] {"view", "view.script", "script"}) {
            assertThatThrownBy(() -> SubmittedFields.check(Map.of(name, "x"), FORM))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining(name + ": is no field of this task");
        }
    }

    @Test
    void whatABrowserSendsAlongUnaskedIsDropped() {
        assertThat(SubmittedFields.check(Map.of("seen", "x", "decision", "approve"), FORM))
                .isEqualTo(Map.of("decision", "approve"));
    }
}
