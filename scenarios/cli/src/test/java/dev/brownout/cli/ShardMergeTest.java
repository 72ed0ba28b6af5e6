package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.export.ResultJsonReader;
import dev.brownout.rounds.ChosenRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shards of an experiment run independently of each other, and their merged result. */
@Tag("once")
@Tag("slow")
class ShardMergeTest extends ShardCommandFixture {
    @ParameterizedTest
    @ChosenRows
    @ValueSource(
            strings = {
                SWEEP,
                "compare SHOP -n 3 --variant quicker --variant plain --details",
                "compare SHOP OTHER -n 3 --format markdown",
                "replicate SHOP -n 4 --seed 11 --format json --set sla.fast=page.p99<1ms"
            })
    void mergedShardsEqualAnUnshardedRun(String command) throws IOException {
        Path whole = folder.resolve("whole/out");
        Session one = run(command, "--out", whole.toString());
        occupyFolder(one);
        Map<String, String> files = Shop.files(whole);
        assertThat(files).containsKeys("index.json", "summary.csv", "report.html");
        List<List<String>> all = new ArrayList<>();
        for (int of : List.of(2, 5)) {
            all.add(shards(command, of));
        }
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        for (List<String> folders : all) {
            Path out = folder.resolve("merged" + folders.size() + "/out");
            Session merged = merge(folders, out);
            assertThat(Shop.files(out)).isEqualTo(files);
            assertThat(merged.out()).isEqualTo(one.out().replace(whole.toString(), out.toString()));
            assertThat(merged.code()).isEqualTo(one.code());
        }
    }

    @Test
    void shardReportsOnlyItsNumberOfRuns() throws IOException {
        Path out = folder.resolve("out");
        Session session = run(SWEEP, "--shard", "2/4", "--out", out.toString());
        assertThat(session.out())
                .isEqualTo("shard 2/4: 2 of 6 runs are in " + out + "\nnext, with the folders of all 4 shards:"
                        + " brownout merge " + out + " DIR... --out DIR\n");
        assertThat(session.err()).isEmpty();
        assertThat(Shop.files(out).keySet())
                .containsExactly(
                        "experiment.json",
                        "trials/load=60-s/r0/result.json",
                        "trials/load=60-s/r0/trial.json",
                        "trials/load=70-s/r1/result.json",
                        "trials/load=70-s/r1/trial.json");
        Session programs = run(SWEEP, "--shard", "7/9", "--out", out.toString(), "--format", "csv");
        assertThat(programs.out()).isEmpty();
        assertThat(programs.err()).startsWith("shard 7/9: 0 of 6 runs are in ");
    }

    @Test
    @Tag("change")
    void resultsAreIndependentOfFileLocations() throws IOException {
        Path whole = folder.resolve("whole");
        occupyFolder(run(SWEEP, "--out", whole.toString()));
        List<String> folders = new ArrayList<>(shards(SWEEP, 2));
        Path existing = Files.createDirectories(folder.resolve("on another machine"));
        Files.move(folder.resolve("times.txt"), existing.resolve("times.txt"));
        shop = Files.move(shop, existing.resolve("shop.yaml"));
        folders.set(0, folder.resolve("there").toString());
        occupyFolder(run(SWEEP, "--shard", "2/2", "--out", folders.get(0)));
        Collections.reverse(folders);
        Path out = folder.resolve("out");
        occupyFolder(merge(folders, out));
        assertThat(Shop.files(out)).isEqualTo(Shop.files(whole));
    }

    /** Changes the modification time of each result below a folder and returns the times by path. */
    private static Map<String, FileTime> written(Path out, UnaryOperator<FileTime> change) throws IOException {
        Map<String, FileTime> times = new TreeMap<>();
        if (Files.isDirectory(out)) {
            try (Stream<Path> all = Files.walk(out)) {
                for (Path one : all.filter(path -> path.endsWith("result.json")).toList()) {
                    Files.setLastModifiedTime(one, change.apply(Files.getLastModifiedTime(one)));
                    times.put(out.relativize(one).toString(), Files.getLastModifiedTime(one));
                }
            }
        }
        return times;
    }

    private static Map<String, FileTime> written(Path out) throws IOException {
        return written(out, UnaryOperator.identity());
    }

    private static Map<String, FileTime> longAgo(Path out) throws IOException {
        return written(out, time -> FileTime.fromMillis(1_000_000_000_000L));
    }

    private static Map<String, String> trials(Path out) throws IOException {
        Map<String, String> files = Shop.files(out);
        files.keySet().removeIf(name -> !name.startsWith("trials/"));
        return files;
    }

    @Test
    void additionalReplicationsReuseResults() throws IOException {
        String more = replaceParts(SWEEP, "-n 2", "-n 3");
        Path whole = folder.resolve("whole");
        occupyFolder(run(more, "--out", whole.toString()));
        List<String> folders = shards(SWEEP, 2);
        Path out = folder.resolve("out");
        occupyFolder(merge(folders, out));
        Map<String, Map<String, FileTime>> before = new TreeMap<>();
        for (String one : folders) {
            before.put(one, longAgo(Path.of(one)));
        }
        shards(more, 2);
        int all = 0;
        for (String one : folders) {
            Map<String, FileTime> now = written(Path.of(one));
            assertThat(now).containsAllEntriesOf(before.get(one));
            all += now.size();
        }
        assertThat(all).as("no trial is run by another shard").isEqualTo(9);
        Path repeated = folder.resolve("again");
        occupyFolder(merge(folders, repeated));
        assertThat(Shop.files(repeated)).isEqualTo(Shop.files(whole));
        Map<String, FileTime> merged = longAgo(out);
        assertThat(merged).hasSize(6);
        occupyFolder(run(more, "--out", out.toString()));
        assertThat(written(out)).containsAllEntriesOf(merged).hasSize(9);
        assertThat(Shop.files(out)).isEqualTo(Shop.files(whole));
    }

    @Test
    @Tag("change")
    void compareReusesResults() throws IOException {
        String line = "compare SHOP OTHER -n 2 --variant plain";
        Path out = folder.resolve("out");
        occupyFolder(run(line, "--out", out.toString()));
        Map<String, FileTime> before = longAgo(out);
        occupyFolder(run(replaceParts(line, "-n 2", "-n 3"), "--out", out.toString()));
        assertThat(written(out)).containsAllEntriesOf(before).hasSize(3);
        Path fresh = folder.resolve("fresh");
        occupyFolder(run(replaceParts(line, "plain", "quicker"), "--out", out.toString()));
        occupyFolder(run(replaceParts(line, "plain", "quicker"), "--out", fresh.toString()));
        assertThat(Shop.files(out.resolve("trials/r1"))).isEqualTo(Shop.files(fresh.resolve("trials/r1")));
    }

    @Test
    @Tag("change")
    void shardReusesOnlyMatchingResults() throws IOException {
        List<String> folders = shards(SWEEP, 1);
        String fewer = replaceParts(SWEEP, " --metric box.utilization", "");
        shards(fewer, 1);
        Path out = folder.resolve("out");
        occupyFolder(merge(folders, out));
        Path whole = folder.resolve("whole");
        occupyFolder(run(fewer, "--out", whole.toString()));
        assertThat(Shop.files(out)).isEqualTo(Shop.files(whole));
        Files.writeString(shop, replaceParts(Files.readString(shop), "A small shop", "A shop"));
        shards(fewer, 1);
        occupyFolder(merge(folders, out));
        occupyFolder(run(fewer, "--out", folder.resolve("titled").toString()));
        assertThat(Shop.files(out)).isEqualTo(Shop.files(folder.resolve("titled")));
    }

    @Test
    @Tag("change")
    void killedShardKeepsFinishedResults() throws Exception {
        String line = "sweep SHOP --variant plain --vary load=50/s..80/s/11 --for 5s";
        Path out = folder.resolve("shard1of2");
        List<String> command =
                new ArrayList<>(List.of(line.replace("SHOP", shop.toString()).split(" ", -1)));
        command.addAll(List.of("--shard", "1/2", "--out", out.toString()));
        KilledCommand.killAfter(3, command);
        Map<String, FileTime> before = longAgo(out);
        assertThat(before).hasSize(3);
        assertThat(out.resolve("trials").toFile().list()).hasSize(3);
        for (String one : before.keySet()) {
            ResultJsonReader.read(Files.readAllBytes(out.resolve(one)));
        }
        occupyFolder(run(line, "--shard", "1/2", "--out", out.toString()));
        assertThat(written(out)).containsAllEntriesOf(before).hasSize(6);
        Path whole = folder.resolve("whole");
        occupyFolder(run(line, "--shard", "1/2", "--out", whole.toString()));
        assertThat(Shop.files(out)).containsAllEntriesOf(trials(whole));
    }
}
