package dev.brownout.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.runtime.Run;
import dev.brownout.verify.model.Families;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Scenario texts of the reference models. */
@Tag("once")
class ReferenceModelsTest {
    @Test
    void everyTextIsAValidScenario() throws Exception {
        int texts = 0;
        for (ModelFamily family : Families.all()) {
            for (ReferenceModel model : family.models()) {
                if (model.text().isPresent()) {
                    ScenarioFile file = new Loader(name -> Optional.empty())
                            .load(model.id(), model.text().get(), Overrides.NONE);
                    Run.check(file.variants().get(0).scenario());
                    assertThat(file.title()).as(model.id()).isNotBlank();
                    texts++;
                }
            }
        }
        assertThat(texts).isGreaterThan(100);
    }
}
