package dev.brownout.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An error that follows from another one is left out, or comes after its cause. */
class ProblemOrderTest {
    private static List<String> messages(String text) {
        InvalidScenarioException problems = catchThrowableOfType(
                InvalidScenarioException.class,
                () -> new Loader(new ShippedLibrary())
                        .load("order", "load: 10/s\n" + text, Overrides.NONE)
                        .check(Overrides.NONE));
        return problems.all().stream().map(p -> p.line() + ": " + p.message()).toList();
    }

    @Test
    void sectionOfAnotherShapeIsTheOnlyError() {
        assertThat(messages("""
                        sla: { fast: web.p99 < 1s }
                        requests: { page: { path: [web] } }
                        components: [web]
                        """)).containsExactly("4: components is a map of names, such as components: { NAME: ... }");
        assertThat(messages("""
                        requests: { page: { path: [web] } }
                        components: { web: { kind: server, regions: [east] } }
                        regions: [east]
                        """)).containsExactly("4: regions is a map of names, such as regions: { NAME: ... }");
    }

    @Test
    void misspelledFaultIsTheOnlyError() {
        assertThat(messages("""
                        sla: { fast: page.p99 < 1s during f }
                        faults: [at 1m: crsh web/1 as f]
                        requests: { page: { path: [web] } }
                        components: { web: { kind: server } }
                        """))
                .singleElement()
                .asString()
                .startsWith("3: unknown fault 'crsh'; did you mean 'crash'?");
    }

    @Test
    void misplacedComponentIsTheOnlyError() {
        assertThat(messages("""
                        requests: { page: { path: [web, db] } }
                        components:
                          web: { kind: server }
                        db: { kind: database }
                        """))
                .containsExactly(
                        "5: component 'db' is outside of the section components; indent it below" + " 'components:'");
    }

    @Test
    void misspelledKeyIsNotMissing() {
        assertThat(messages("""
                        requests: { page: { pth: [web] } }
                        components: { web: { kind: server } }
                        """)).containsExactly("2: unknown key 'pth' in request 'page'; did you mean 'path'?");
    }

    @Test
    void unknownNamesFollowDuplicateKeys() {
        assertThat(messages("""
                        requests: { page: { path: [web, db] } }
                        components:
                          web: { kind: server }
                          web: { kind: database }
                        """))
                .containsExactly("5: duplicate key 'web' (first at 4:3)", "2: unknown component 'db'; expected 'web'");
    }

    @Test
    void questionMarksEndTextsInsideBraces() throws InvalidScenarioException {
        ScenarioFile file = new Loader(new ShippedLibrary()).load("order", """
                        about: { question: How long?, lesson: "It depends (on what?)" }
                        load: 10/s
                        requests: { page: { path: [web] } }
                        components: { web: { kind: server } }
                        """, Overrides.NONE);
        assertThat(file.question()).isEqualTo("How long?");
        assertThat(file.lesson()).isEqualTo("It depends (on what?)");
    }
}
