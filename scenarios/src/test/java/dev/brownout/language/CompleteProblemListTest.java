package dev.brownout.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The loader reports all problems of a scenario together, and no consequential errors. */
class CompleteProblemListTest {
    private static List<String> problems(String text) {
        Loader loader = new Loader(none -> Optional.empty());
        InvalidScenarioException problems = catchThrowableOfType(
                InvalidScenarioException.class,
                () -> loader.load("site", text, Overrides.NONE).check(Overrides.NONE));
        assertThat(problems).isNotNull();
        return problems.all().stream()
                .filter(p -> !p.warning())
                .map(p -> p.line() + ": " + p.message())
                .toList();
    }

    @Test
    void reportsAllProblemsTogether() {
        List<String> found = problems("""
                load: 100/s
                components:
                  lb: { kind: load-balancer }
                  web: { kind: server, nodes: 2, tiemout: 3s }
                  api: { kind: server, nodes: 2 }
                  db: { kind: database }
                requests:
                  page: { share: 50%, path: [lb, api, db] }
                  save: { share: 50%, path: [lb, web, db], sizze: 3kB }
                faults:
                  - at 1m: crash api/3 for 30s
                  - at 2m: crash web/3 for 30s
                sla:
                  a: page.p99 < 5%
                  b: availability >= 99.9
                  c: api.utilisation < 90%
                  d: web.utilisation < 90%
                  e: page.p99 < 1s durng fault
                charts: [api.lod]
                """);
        assertThat(found)
                .hasSize(8)
                .anyMatch(p -> p.startsWith("4: unknown key 'tiemout'"))
                .anyMatch(p -> p.startsWith("9: unknown key 'sizze'"))
                .anyMatch(p -> p.startsWith("11: api/3 does not exist: api has 2 nodes"))
                .anyMatch(p -> p.startsWith("14: 'page.p99' is a time"))
                .anyMatch(p -> p.startsWith("15: 'availability' is a share, and '99.9' has no unit"))
                .anyMatch(p -> p.startsWith("16: no metric 'utilisation'; did you mean 'utilization'?"))
                .anyMatch(p -> p.startsWith("18: 'durng' does not fit here"))
                .anyMatch(p -> p.startsWith("19: no metric 'lod'; api has"));
    }

    @Test
    void reportsCommonAndVariantProblemsTogether() {
        List<String> found = problems("""
                load: 100/s
                components:
                  web: { kind: server, nodes: 2 }
                  db: { kind: database }
                requests:
                  page: { path: [web, db] }
                sla:
                  a: db.utilisation < 90%
                charts:
                  - db.lod
                  - web.nodes
                variants:
                  plain: {}
                  other: { set: { web.queue: thre } }
                  scaled: { set: { web.autoscale: { min: 2, max: 4, target: 60% } } }
                """);
        assertThat(found)
                .hasSize(3)
                .anyMatch(p -> p.startsWith("8: no metric 'utilisation'"))
                .anyMatch(p -> p.startsWith("10: no metric 'lod'; db has"))
                .anyMatch(p -> p.startsWith("14: in variant 'other': queue 'thre'"));
    }

    @Test
    void reportsNoConsequentialErrors() {
        assertThat(problems("""
                        load: 100/s
                        components:
                          web: { kind: server, nodes: thee }
                          db: { kind: databse }
                        requests:
                          page: { path: [web, db] }
                        faults: [at 1m: crash web/3 for 30s]
                        sla:
                          a: web/3.utilization < 90%
                          b: db.lag < 1s
                          c: page.p99 < 1s
                        """))
                .hasSize(2)
                .anyMatch(p -> p.startsWith("3: nodes 'thee'"))
                .anyMatch(p -> p.startsWith("4: unknown kind 'databse'"));
    }

    @Test
    void reportsTheCauseBeforeItsConsequence() {
        assertThat(problems("""
                        load: 100/s
                        components:
                          lb: { kind: load-balancer }
                          web: { nodes: 2 }
                        requests:
                          page: { path: [lb, web] }
                        """)).singleElement().asString().startsWith("4: component 'web' needs a kind");
    }

    @Test
    void namesThePlaceOfSettingsInAVariant() {
        assertThat(problems("""
                        load: 100/s
                        components:
                          web: { kind: server }
                        requests:
                          page: { path: [web] }
                        variants:
                          big: { web.nodes: 4 }
                        """)).containsExactly("7: settings of a variant belong to 'set': set: { web.nodes: 4 }");
    }

    @Test
    void reportsEveryLoadBalancerWithoutServers() {
        assertThat(problems("""
                        load: 100/s
                        components:
                          lb: { kind: load-balancer }
                          front: { kind: load-balancer }
                          web: { kind: server }
                          db: { kind: database }
                        requests:
                          page: { share: 50%, path: [lb, db] }
                          save: { share: 50%, steps: [front, write: db] }
                        """))
                .hasSize(2)
                .anyMatch(p -> p.startsWith("8: lb: no target"))
                .anyMatch(p -> p.startsWith("9: front: no target"));
    }
}
