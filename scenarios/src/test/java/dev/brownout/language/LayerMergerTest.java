package dev.brownout.language;

import static dev.brownout.language.ScenarioTexts.GOOD;
import static dev.brownout.language.ScenarioTexts.load;
import static dev.brownout.language.ScenarioTexts.origin;
import static dev.brownout.language.ScenarioTexts.problems;
import static dev.brownout.language.ScenarioTexts.replaceParts;
import static dev.brownout.language.ScenarioTexts.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.spi.Step;
import dev.brownout.step.ReadStep;
import dev.brownout.step.VisitStep;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Precedence of settings: built-in &lt; profile &lt; use &lt; file &lt; variant &lt; params &lt; --set. Every setting
 * has its origin.
 */
class LayerMergerTest {
    private static final String PARAM = replaceParts(GOOD, "load: 100/s", "load: $peak")
            + "params:\n  peak: { default: 1/s, range: 1/s..9/s }\n"
            + "variants:\n  calm: {}\n  busy: { set: { params.peak: 2/s, web.nodes: 3 } }\n";

    @Test
    void eachLayerOverridesTheOneBelow() {
        var busy = load(PARAM).variant("busy").orElseThrow();
        assertThat(origin(busy, "load")).isEqualTo("2/s variant");
        assertThat(origin(busy, "web.nodes")).isEqualTo("3 variant");
        assertThat(origin(busy, "web.cores")).isEqualTo("4 default");
        assertThat(origin(busy, "run.duration")).isEqualTo("10m file");

        var param = load(PARAM, new Overrides(List.of("peak=3/s"), List.of()))
                .variant("busy")
                .orElseThrow();
        assertThat(origin(param, "load")).isEqualTo("3/s param");

        var all = load(PARAM, new Overrides(List.of("peak=3/s"), List.of("load=4/s", "web.nodes=5")))
                .variant("busy")
                .orElseThrow();
        assertThat(origin(all, "load")).isEqualTo("4/s set");
        assertThat(origin(all, "web.nodes")).isEqualTo("5 set");
    }

    @Test
    void rejectsParametersOutsideTheirRange() {
        assertThat(problems(PARAM, new Overrides(List.of("peak=30/s"), List.of()))
                        .all()
                        .get(0)
                        .headline())
                .isEqualTo("--param:1:6: peak '30/s' is outside of its range 1/s..9/s");
    }

    @Test
    void fileOverridesTheProfile() {
        var variant = load(replaceParts(GOOD, "replicas: 2", "failover: { profile: patroni, loop: 7s }"))
                .variants()
                .get(0);
        assertThat(origin(variant, "db.failover.lease")).isEqualTo("30s profile:patroni@3.2");
        assertThat(origin(variant, "db.failover.loop")).isEqualTo("7s file");
        assertThat(origin(variant, "db.failover.takeover")).isEqualTo("3s default");
    }

    @Test
    void parentProvidesMissingSettings() {
        var file = load("use: parent\nload: 7/s\ncomponents: { cache: null, web: { nodes: 2 } }\nsla: { up: null }\n");
        var variant = file.variants().get(0);
        assertThat(origin(variant, "load")).isEqualTo("7/s file");
        assertThat(origin(variant, "web.nodes")).isEqualTo("2 file");
        assertThat(origin(variant, "db.replicas")).isEqualTo("2 use");
        assertThat(variant.scenario().components()).containsOnlyKeys("db", "web");
        assertThat(variant.scenario().evaluation().sla()).isEmpty();
    }

    @Test
    void rejectsParentsNestedMoreThanThreeDeep() {
        assertThat(problems("use: endless\n").all().get(0).message())
                .isEqualTo("parents of parents are nested more than 3 deep");
    }

    @Test
    void rejectsFilesOutsideOfFileScenarios() {
        assertThat(problems("use: ../../etc/passwd\n" + GOOD).all().get(0).headline())
                .isEqualTo("test:1:6: '../../etc/passwd': only a scenario in a file can name other files");
    }

    @Test
    void setCreatesMissingSettings() {
        var variant = set(GOOD, "web.local_cache.entries=100", "db.hot_keys.bieber=own-shard(nodes=3)", "run.seed=9");
        SampleKinds.Server web =
                (SampleKinds.Server) variant.scenario().components().get("web").spec();
        assertThat(web.localCache().orElseThrow().entries()).isEqualTo(100);
        SampleKinds.Database db =
                (SampleKinds.Database) variant.scenario().components().get("db").spec();
        assertThat(db.hotKeys()).containsEntry("bieber", new SampleKinds.Database.OwnShard(3));
        assertThat(variant.scenario().seed()).isEqualTo(9);
        assertThat(variant.scenario().durationNanos()).isEqualTo(600_000_000_000L);
    }

    @Test
    void settingAPathReplacesTheSteps() {
        String steps = replaceParts(GOOD, "path: [web, db]", "steps: [web, { write: db }]");
        var request = set(steps, "requests.page.path=[web, cache]")
                .scenario()
                .workload()
                .requests()
                .get("page");
        assertThat(request.steps())
                .containsExactly(new VisitStep("web", Step.Options.NONE), new ReadStep("cache", Step.Options.NONE));
    }

    @Test
    void rejectsSetsWithUnknownNames() {
        Overrides overrides = new Overrides(List.of(), List.of("web.nods=3", "wbe.nodes=3", "nodes"));
        assertThat(problems(GOOD, overrides).all().stream().map(Problem::headline))
                .containsExactlyInAnyOrder(
                        "--set:1:1: unknown key 'nods' in server 'web'; did you mean 'nodes'?",
                        "--set:1:1: unknown component or section 'wbe'; did you mean 'web'?",
                        "--set:1:1: 'nodes' sets nothing; expected --set NAME=VALUE");
    }

    /** A setting changes the variants that have its block, and a warning names the remaining ones. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "web.autoscale: none | web.autoscale.max=19",
                "web.autoscale: null | web.autoscale.max=19",
                "components.cache: null | cache.entries=19",
                "requests.search: null | requests.search.timeout=19s",
            })
    void settingOfABlockMissingInAVariantIsAWarning(String removal, String set) throws InvalidScenarioException {
        String text = """
                run: 10m
                components:
                  web: { kind: server, nodes: 12, autoscale: { target: 60%, max: 30 } }
                  cache: { kind: cache, entries: 10, source: db }
                  db: { kind: database }
                requests:
                  page: { rate: 9/s, key: uniform(5), path: [web, db] }
                  search: { rate: 1/s, path: [web] }
                variants:
                  full: {}
                """ + "  less: { set: { " + removal + " } }\n";
        Loader loader = new Loader(none -> Optional.empty());
        Overrides overrides = new Overrides(List.of(), List.of(set));
        ScenarioFile file = loader.load("test", text, overrides);
        String path = set.substring(0, set.indexOf('='));
        assertThat(origin(file.variant("full").orElseThrow(), path))
                .startsWith("19")
                .endsWith("set");
        assertThat(file.warnings().stream().map(Problem::headline))
                .containsOnlyOnce("--set:1:1: warning: in variant 'less': '" + path
                        + "' has no effect: the variant has no such part");
        String global = replaceParts(text, "full: {}", "full: { set: { " + removal + " } }");
        assertThatExceptionOfType(InvalidScenarioException.class)
                .isThrownBy(() -> loader.load("test", global, overrides));
    }

    /** A block that no variant has removed is created. */
    @Test
    void settingOfABlockWithDefaultsAppliesToAllVariants() {
        Overrides overrides = new Overrides(List.of(), List.of("db.replication.timeout=3s", "run.warmup=2s"));
        ScenarioFile file = load(
                GOOD + "variants:\n  one: {}\n  two: { set: { run: 5m, db.replication.mode: semi-sync } }\n",
                overrides);
        assertThat(file.variants())
                .allSatisfy(variant -> assertThat(origin(variant, "run.warmup")).isEqualTo("2s set"));
        assertThat(file.warnings().stream().map(Problem::headline))
                .noneMatch(problem -> problem.contains("no such part"));
    }

    @Test
    void faultsOfAVariantAreAddedAndOrderedByTime() {
        var file = load(GOOD + "faults:\n  - at 2m: crash web/2\nvariants:\n  more:\n    faults:\n"
                + "      - { at: 1m, do: slow, target: web/1, factor: x3, for: 5s, as: gray }\n");
        var faults = file.variants().get(0).scenario().faults();
        assertThat(faults.stream().map(f -> f.sentence()))
                .containsExactly("at 1m: slow web/1 factor=x3 for 5s as gray", "at 2m: crash web/2");
        assertThat(faults.get(0).name()).isEqualTo("gray");
    }
}
