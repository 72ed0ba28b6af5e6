package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.export.ExperimentText;
import dev.brownout.export.ProvenanceStamp;
import dev.brownout.rounds.ChosenRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders that are not exactly the shards of one experiment are not merged. */
@Tag("once")
class MergeRefusalsTest extends ShardCommandFixture {
    @Test
    void missingRunsAreReportedWithTheirCommands() {
        List<String> folders = shards(SWEEP, 3);
        Path out = folder.resolve("out");
        onRefused(
                merge(folders.subList(0, 1), out),
                "4 of 6 runs are missing in the folders: trials/load=50-s/r0/result.json, ",
                " and 1 more; to run them: brownout sweep " + shop,
                " -n 2 --metric box.utilization --shard 1/3 --out DIR, brownout sweep ",
                " --shard 2/3 --out DIR\n");
        onRefused(merge(folders.subList(0, 2), out), "2 of 6 runs", "--shard 1/3 --out DIR");
        assertThat(out).doesNotExist();
        onRefused(
                merge(List.of(folder.toString()), out),
                folder + " is not the folder of a shard: experiment.json: there is no");
        onRefused(merge(List.of("nowhere"), out), "nowhere is not the folder of a shard");
        onRefused(merge(List.of(shop.toString()), out), "is not the folder of a shard");
        assertThat(run("merge").code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(merge(List.of(), out).err()).contains("DIR");
    }

    @ParameterizedTest
    @ChosenRows
    @CsvSource({
        "sweep SHOP --vary load=50/s..70/s/2 -n 3 --metric box.utilization, 'replications 3 instead of 2'",
        "sweep SHOP --vary load=50/s..80/s/2 -n 2 --metric box.utilization, different values of --vary",
        "sweep SHOP --vary load=50/s..70/s/2 -n 2, different metrics",
        "sweep SHOP --vary load=50/s..70/s/2 -n 2 --metric box.utilization --seed 3, 'different settings, parameters'",
        "sweep SHOP --vary load=50/s..70/s/2 -n 2 --metric box.utilization --variant plain, different variants",
        "sweep SHOP --vary load=50/s..70/s/2 -n 2 --metric box.utilization --confidence 90%, different confidence",
        "sweep OTHER --vary load=50/s..70/s/2 -n 2 --metric box.utilization, different scenario",
        "replicate SHOP -n 2 --metric box.utilization, different kind of experiment"
    })
    void rejectsShardsOfDifferentExperiments(String line, String name) {
        List<String> folders = shards(SWEEP, 2);
        String other = folder.resolve("mixed").toString();
        occupyFolder(run(line, "--shard", "1/2", "--out", other));
        onRefused(
                merge(List.of(folders.get(0), other), folder.resolve("out")),
                other + " belongs to another experiment than " + folders.get(0) + ": ",
                name);
    }

    @Test
    @Tag("change")
    void rejectsShardsOfAModifiedScenario() throws IOException {
        List<String> folders = shards(SWEEP, 2);
        Files.writeString(folder.resolve("times.txt"), "7ms\n9ms\n12ms\n");
        String other = folder.resolve("mixed").toString();
        occupyFolder(run(SWEEP, "--shard", "1/2", "--out", other));
        onRefused(merge(List.of(folders.get(0), other), folder.resolve("out")), "different text of a file");
        Files.writeString(shop, Files.readString(shop) + "# changed\n");
        occupyFolder(run(SWEEP, "--shard", "1/2", "--out", other));
        onRefused(merge(List.of(folders.get(0), other), folder.resolve("out")), "different text of the scenario");
    }

    @Test
    @Tag("change")
    void duplicateResultsMustBeIdentical() throws IOException {
        List<String> folders = new ArrayList<>(shards(SWEEP, 2));
        Path copy = folder.resolve("copy");
        occupyFolder(run(SWEEP, "--shard", "1/1", "--out", copy.toString()));
        folders.add(copy.toString());
        folders.add(copy.toString());
        occupyFolder(merge(folders, folder.resolve("out")));
        Path result = copy.resolve("trials/load=60-s/r1/result.json");
        String text = Files.readString(result);
        String other = text.replaceFirst("\"good\" : (\\d+)", "\"good\" : 1");
        assertThat(other).isNotEqualTo(text);
        Files.writeString(result, other);
        onRefused(merge(folders, folder.resolve("out")), result + " is incomplete, was changed", "--out " + copy);
        Path stamp = result.resolveSibling("trial.json");
        byte[] bytes = other.getBytes(StandardCharsets.UTF_8);
        Files.write(stamp, ProvenanceStamp.of(Version.number(), bytes).json());
        onRefused(
                merge(folders, folder.resolve("out")),
                result + " and " + folders.get(1)
                        + "/trials/load=60-s/r1/result.json are different results of the same run");
    }

    @Test
    @Tag("change")
    void truncatedResultsAreRejectedAndRunAgain() throws IOException {
        List<String> folders = shards(SWEEP, 2);
        Path out = folder.resolve("out");
        occupyFolder(merge(folders, out));
        Map<String, String> whole = Shop.files(out);
        Path result = Path.of(folders.get(1), "trials/load=50-s/r0/result.json");
        byte[] bytes = Files.readAllBytes(result);
        for (byte[] torn :
                List.of(Arrays.copyOf(bytes, bytes.length / 2), new byte[0], "{}".getBytes(StandardCharsets.UTF_8))) {
            Files.write(result, torn);
            onRefused(
                    merge(folders, out),
                    result + " is incomplete, was changed, or belongs to another experiment or version");
        }
        Files.delete(result);
        Files.createDirectory(result);
        onRefused(merge(folders, out), result + " is incomplete");
        Files.delete(result);
        Files.writeString(result.resolveSibling("result.json.part"), "half");
        shards(SWEEP, 2);
        assertThat(result).hasBinaryContent(bytes);
        assertThat(result.resolveSibling("result.json.part")).doesNotExist();
        occupyFolder(merge(folders, out));
        assertThat(Shop.files(out)).isEqualTo(whole);
    }

    @Test
    @Tag("change")
    void rejectsShardsOfAnotherVersion() throws IOException {
        List<String> folders = shards(SWEEP, 1);
        Path description = Path.of(folders.get(0), "experiment.json");
        String text = Files.readString(description);
        Files.writeString(description, text.replaceFirst("\"program\" : \"[^\"]*\"", "\"program\" : \"0.0.1\""));
        onRefused(
                merge(folders, folder.resolve("out")),
                description + ": written by version 0.0.1 of brownout, but this is " + Version.number());
        Files.writeString(description, text);
        Path stamp = Path.of(folders.get(0), "trials/load=50-s/r0/trial.json");
        Files.writeString(
                stamp, Files.readString(stamp).replaceFirst("\"program\" : \"[^\"]*\"", "\"program\" : \"0.0.1\""));
        onRefused(merge(folders, folder.resolve("out")), "trials/load=50-s/r0/result.json is incomplete, was changed");
    }

    @ParameterizedTest
    @ChosenRows(5)
    @CsvSource(
            delimiter = '|',
            value = {
                "cores: 1 | cores: 2 | the file was changed, or this version reads it differently",
                "\"replications\" : 2 | \"replications\" : 999999999 | replications must be 1 to",
                "\"form\" : \"text\" | \"form\" : \"../x\" | is not an output format",
                "\"shards\" : 1 | \"shards\" : 0 | invalid number of shards 0",
                "\"times.txt\" | \"../../../../etc/passwd\" | only a scenario in a file can name other files",
                "\"load\" | \"../../escape\" | cannot be run",
                "{ | [ | it is",
                "\"version\" : 1 | \"version\" : 2 | written for version 2 of experiment.json"
            })
    void rejectsModifiedDescriptions(String from, String to, String reason) throws IOException {
        List<String> folders = shards(SWEEP, 1);
        Path description = Path.of(folders.get(0), "experiment.json");
        String text = Files.readString(description);
        Files.writeString(description, replaceParts(text, from, to));
        onRefused(merge(folders, folder.resolve("out")), reason);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    @Tag("change")
    void commandOfADescriptionIsPrintedButNotExecuted() throws IOException {
        List<String> folders = shards(SWEEP, 1);
        Path description = Path.of(folders.get(0), "experiment.json");
        ExperimentText text = ExperimentText.read(Files.readAllBytes(description));
        var options = new ExperimentText.OutputOptions("\u001b[2J<script>alert(1)</script>", "text", false, 1);
        Files.write(description, text.withOptions(options).json());
        Path out = folder.resolve("out");
        occupyFolder(merge(folders, out));
        assertThat(Files.readString(out.resolve("report.html"))).doesNotContain("<script>alert(1)", "\u001b");
        Files.delete(Path.of(folders.get(0), "trials/load=50-s/r0/result.json"));
        assertThat(merge(folders, out).err()).contains("\\u001b[2J").doesNotContain("\u001b");
    }

    @Test
    @Tag("change")
    void rejectsAShardFolderAsOutput() throws IOException {
        List<String> folders = shards(SWEEP, 2);
        Map<String, String> before = Shop.files(Path.of(folders.get(1)));
        onRefused(merge(folders, Path.of(folders.get(1))), "is the folder of a shard; expected another");
        onRefused(merge(folders, Path.of(folders.get(1), "trials", "..")), "is the folder of a shard");
        assertThat(Shop.files(Path.of(folders.get(1)))).isEqualTo(before);
    }
}
