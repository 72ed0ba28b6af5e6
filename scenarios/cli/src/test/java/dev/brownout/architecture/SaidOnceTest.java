package dev.brownout.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.catalog.Catalog;
import dev.brownout.host.FailureMode;
import dev.brownout.language.Language;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Another step, or another trouble of machines, is one file of its own and one line of the catalogue. */
@Tag("once")
class SaidOnceTest {
    private static final String MAIN = "simulator-core/src/main/java/dev/brownout/";

    /** Those steps that a bare name or a path means, and that machines take without being told. */
    private static final List<String> MEANT = List.of("VisitStep", "ReadStep", "PublishStep");

    private static List<String> mainFiles(String words) {
        Pattern pattern = Pattern.compile(words);
        return Sources.java().stream()
                .filter(file -> file.main() && pattern.matcher(file.text()).find())
                .map(Sources.Source::path)
                .sorted()
                .toList();
    }

    @Test
    void aStepIsNamedByTheCatalogueAlone() {
        for (Class<? extends Step> step : Catalog.steps()) {
            String name = step.getSimpleName();
            if (!MEANT.contains(name)) {
                assertThat(mainFiles("import " + Pattern.quote(step.getName()) + ";"))
                        .containsExactly(MAIN + "catalog/Catalog.java");
            }
        }
    }

    @Test
    void nobodyAsksWhetherAStepIsOfAKind() {
        for (Class<? extends Step> step : Catalog.steps()) {
            String asked = "import " + Pattern.quote(step.getName()) + ";(?s:.*) instanceof " + step.getSimpleName();
            List<String> asking = mainFiles(asked + "\\b");
            assertThat(asking).as(step.getSimpleName()).isEmpty();
        }
    }

    /** And by a collector, which pauses its machine, and by a memory that is full, where the process crashes. */
    @ParameterizedTest
    @EnumSource
    void aTroubleIsSaidByItselfAndBegunByItsVerb(FailureMode trouble) {
        List<? extends Class<?>> verbs = Catalog.faults().stream()
                .filter(verb -> SpecFields.kind(verb).orElseThrow().equals(Language.written(trouble)))
                .toList();
        assertThat(verbs).hasSize(1);
        String verb = MAIN + "fault/" + verbs.get(0).getSimpleName() + ".java";
        List<String> files = new ArrayList<>(List.of(verb, MAIN + "host/FailureMode.java"));
        if (trouble == FailureMode.PAUSE) {
            files.add(MAIN + "host/GarbageCollectedHeap.java");
        }
        if (trouble == FailureMode.CRASH) {
            files.add(MAIN + "component/server/MachineMemory.java");
        }
        assertThat(mainFiles("\\b" + trouble.name() + "\\b")).containsExactlyInAnyOrderElementsOf(files);
    }
}
