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

/** A new step or failure mode is one file of its own and one line of the catalog. */
@Tag("once")
class CatalogEncapsulationTest {
    private static final String MAIN = "simulator-core/src/main/java/dev/brownout/";

    /**
     * Steps denoted by a bare name or a path, or created by servers themselves. Classes other than the catalog may use
     * them.
     */
    private static final List<String> IMPLICIT_STEPS = List.of("VisitStep", "ReadStep", "PublishStep");

    private static List<String> mainFiles(String words) {
        Pattern pattern = Pattern.compile(words);
        return Sources.java().stream()
                .filter(file -> file.main() && pattern.matcher(file.text()).find())
                .map(Sources.Source::path)
                .sorted()
                .toList();
    }

    @Test
    void stepsAreImportedOnlyByTheCatalog() {
        for (Class<? extends Step> step : Catalog.steps()) {
            String name = step.getSimpleName();
            if (!IMPLICIT_STEPS.contains(name)) {
                assertThat(mainFiles("import " + Pattern.quote(step.getName()) + ";"))
                        .containsExactly(MAIN + "catalog/Catalog.java");
            }
        }
    }

    @Test
    void stepsAreNotTestedWithInstanceof() {
        for (Class<? extends Step> step : Catalog.steps()) {
            String requested =
                    "import " + Pattern.quote(step.getName()) + ";(?s:.*) instanceof " + step.getSimpleName();
            List<String> sources = mainFiles(requested + "\\b");
            assertThat(sources).as(step.getSimpleName()).isEmpty();
        }
    }

    /**
     * A garbage-collected heap uses {@code PAUSE} as well, and the memory of a host uses {@code CRASH} when it is
     * exhausted.
     */
    @ParameterizedTest
    @EnumSource
    void failureModesAreUsedOnlyByTheirFault(FailureMode mode) {
        List<? extends Class<?>> verbs = Catalog.faults().stream()
                .filter(verb -> SpecFields.kind(verb).orElseThrow().equals(Language.written(mode)))
                .toList();
        assertThat(verbs).hasSize(1);
        String verb = MAIN + "fault/" + verbs.get(0).getSimpleName() + ".java";
        List<String> files = new ArrayList<>(List.of(verb, MAIN + "host/FailureMode.java"));
        if (mode == FailureMode.PAUSE) {
            files.add(MAIN + "host/GarbageCollectedHeap.java");
        }
        if (mode == FailureMode.CRASH) {
            files.add(MAIN + "component/server/MachineMemory.java");
        }
        assertThat(mainFiles("\\b" + mode.name() + "\\b")).containsExactlyInAnyOrderElementsOf(files);
    }
}
