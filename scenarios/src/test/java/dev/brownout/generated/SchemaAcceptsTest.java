package dev.brownout.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.section.Dialect;
import dev.brownout.reference.Validator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever the loader accepts, the schema accepts. */
class SchemaAcceptsTest {
    private static final int MANY = 300;

    @Test
    void everyValidScenarioIsValidByTheSchemaToo() {
        Validator validator = new Validator(Dialect.standard());
        List<String> refused = new ArrayList<>();
        int valid = 0;
        for (long number = 0; number < MANY; number++) {
            Case scenario = Maker.make(number).scenario();
            if (scenario.validate().file().isPresent()) {
                valid++;
                for (String problem : validator.problems(scenario.yaml())) {
                    refused.add(number + ": " + problem);
                }
            }
        }
        assertThat(valid).isGreaterThan(MANY / 2);
        assertThat(refused).isEmpty();
    }
}
