package dev.brownout.experiment.shard;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ProgressListener;
import dev.brownout.experiment.ScenarioText;
import dev.brownout.experiment.Trial;
import dev.brownout.experiment.TrialStore;
import dev.brownout.experiment.compare.CompareSpec;
import dev.brownout.experiment.compare.ComparisonPlan;
import dev.brownout.experiment.replicate.ReplicateSpec;
import dev.brownout.experiment.replicate.ReplicationPlan;
import dev.brownout.experiment.sweep.SweepSpec;
import dev.brownout.export.ExperimentText.OutputOptions;
import dev.brownout.language.Loader;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.overlay.Overrides.PriceFile;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.section.PriceListParser;
import dev.brownout.result.VariantResult;
import dev.brownout.sla.Metric;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Serialized experiments, which run on hosts without the scenario files. */
class DescribedExperimentTest {
    private static final String PARENT = """
            run: { duration: 5s, seed: 5 }
            load: 20/s
            components:
              box: { kind: server, cores: 2, service: file(times.txt) }
            requests:
              page: { path: [box] }
            variants:
              plain: {}
              quicker: { set: { box.service: exp(6ms) } }
            """;

    @TempDir
    private Path folder;

    private Experiment box() throws IOException {
        Path below = Files.createDirectories(folder.resolve("below"));
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(folder.resolve("parent.yaml"), replaceParts(PARENT, "times.txt", "../times.txt"));
        Files.writeString(folder.resolve("times.txt"), "10ms\n20ms\n30ms\n");
        Path file =
                Files.writeString(below.resolve("box.yaml"), "use: ../parent.yaml\nsla: { fast: page.mean < 60ms }\n");
        PriceFile prices = new PriceFile("mine.yaml", PriceListParser.shippedText());
        Overrides changes = new Overrides(
                List.of(),
                List.of("box.cores=3"),
                List.of(new Overrides.Option("--seed", "run.seed", "7")),
                Optional.of(prices));
        Map<String, Metric> metrics = new LinkedHashMap<>();
        metrics.put("--metric box.utilization", Loader.metric("box.utilization"));
        return new Experiment(ScenarioText.file(file), changes, List.of(), metrics, 2, 0.9, warning -> {});
    }

    /** Trial store that keeps the bytes of results in memory. */
    private static final class Bytes implements TrialStore {
        private final Map<String, byte[]> kept = new TreeMap<>();

        @Override
        public Optional<List<VariantResult>> load(Trial trial) {
            return Optional.empty();
        }

        @Override
        public synchronized void store(Trial trial, List<VariantResult> results) {
            kept.put(trial.point().name() + " " + trial.replication(), trial.json(results));
        }
    }

    /** Asserts that an experiment has the same results locally and after serialization without its files. */
    private void isSerializedCompletely(DescribedExperiment here) throws IOException {
        Bytes bytes = new Bytes();
        Execution execution = new Execution(2, ProgressListener.NONE, () -> false, bytes);
        assertThat(execution.runAndStore(here.trials())).isEqualTo(here.trials().size());
        try (var all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        DescribedExperiment deserialized = DescribedExperiment.read("1", here.json(), warning -> {});
        assertThat(deserialized.json()).isEqualTo(here.json());
        assertThat(deserialized.trials()).hasSameSizeAs(here.trials());
        for (int i = 0; i < deserialized.trials().size(); i++) {
            Trial trial = deserialized.trials().get(i);
            assertThat(deserialized.number(trial)).isEqualTo(i);
            assertThat(deserialized.run(i))
                    .isEqualTo(bytes.kept.get(trial.point().name() + " " + trial.replication()));
        }
    }

    @Test
    void sweepSurvivesSerialization() throws Exception {
        DescribedExperiment sweep = DescribedExperiment.of(
                "1",
                SweepSpec.planned(
                        box(),
                        List.of(
                                Variation.of("load=10/s..20/s/1"),
                                Variation.of("box.service=file(../times.txt),exp(8ms)"))));
        assertThat(sweep.trials())
                .hasSize(8)
                .element(4)
                .extracting(Trial::replication)
                .isEqualTo(1);
        isSerializedCompletely(sweep.withOutputOptions(new OutputOptions("brownout sweep 'a b'", "json", true, 3)));
    }

    @Test
    void replicationsSurviveSerialization() throws Exception {
        isSerializedCompletely(DescribedExperiment.of("1", ReplicateSpec.planned(box())));
    }

    @Test
    void comparisonOfVariantsSurvivesSerialization() throws Exception {
        isSerializedCompletely(
                DescribedExperiment.of("1", CompareSpec.planned(List.of(box().variants("quicker", "plain")), false)));
    }

    @Test
    void comparisonOfTwoScenariosSurvivesSerialization() throws Exception {
        ScenarioText library = ScenarioText.of("shelf", "shelf", "use: hello-world\nrun: { duration: 5s }\n");
        isSerializedCompletely(DescribedExperiment.of(
                "1", CompareSpec.planned(List.of(box(), Experiment.of(library).set("run.duration", "4s")), false)));
    }

    @Test
    void digestDependsOnTheComparedVariants() throws Exception {
        String[] variants = {"plain", "quicker"};
        List<String> digests = new ArrayList<>();
        for (String one : variants) {
            for (String other : variants) {
                digests.add(ComparisonPlan.of(
                                box().variants(one), box().variants(other).set("box.cores", "1"))
                        .all()
                        .get(0)
                        .point()
                        .digest());
            }
        }
        assertThat(digests).doesNotHaveDuplicates().hasSize(4);
    }

    @Test
    void scenarioTextIsReadOnce() throws Exception {
        Experiment box = box();
        String before = ReplicationPlan.of(box).all().get(0).point().digest();
        Files.writeString(folder.resolve("times.txt"), "1ms\n");
        Files.writeString(folder.resolve("parent.yaml"), "run: {}\n");
        assertThat(ReplicationPlan.of(box).all().get(0).point().digest()).isEqualTo(before);
        assertThat(ReplicationPlan.of(Experiment.of(
                                ScenarioText.file(Files.writeString(folder.resolve("other.yaml"), PARENT))))
                        .all()
                        .get(0)
                        .point()
                        .digest())
                .isNotEqualTo(before);
    }

    @Test
    void rejectsInvalidDescriptions() throws Exception {
        String json = new String(
                DescribedExperiment.of("1", ReplicateSpec.planned(box())).json(), StandardCharsets.UTF_8);
        onRefused(json.substring(0, json.length() / 2), "");
        onRefused("{ \"version\" : 1 }", "it is incomplete, or not a result");
        onRefused("[]", "it is no object of JSON");
        onRefused(
                replaceParts(json, "\"program\" : \"1\"", "\"program\" : \"0\""),
                "written by version 0 of brownout, but this is 1");
        onRefused(replaceParts(json, "\"version\" : 1", "\"version\" : 2"), "update brownout");
        onRefused(replaceParts(json, "box.cores=3", "box.cores=4"), "the file was changed");
        onRefused(replaceParts(json, "20ms", "21ms"), "the file was changed");
        onRefused(replaceParts(json, "box.cores=3", "box.course=4"), "did you mean");
        onRefused(replaceParts(json, "\"replicate\"", "\"guess\""), "'guess' is not an experiment");
        onRefused(
                replaceParts(json, "\"replications\" : 2", "\"replications\" : 20000"),
                "replications must be 1 to 10000");
        onRefused(replaceParts(json, "\"../times.txt\" :", "\"../../times.txt\" :"), "only a scenario in a file");
        onRefused(json.replaceFirst("(?s)\"scenarios\" : \\[.*\\} \\],", "\"scenarios\" : [ ],"), "cannot be run");
    }

    private static void onRefused(String json, String reason) {
        assertThatThrownBy(() -> DescribedExperiment.read("1", json.getBytes(StandardCharsets.UTF_8), warning -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void libraryScenarioCannotBeSerialized() {
        assertThatThrownBy(() -> DescribedExperiment.of("1", ReplicateSpec.planned(Experiment.library("hello-world"))))
                .hasMessageContaining("expected a ScenarioText as the source");
    }
}
