package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.export.ResultJsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Output and stored results of sweeps. */
@Tag("once")
@Tag("slow")
class SweepCommandTest {
    @TempDir
    private Path folder;

    @Test
    void resultIsIndependentOfTheNumberOfThreads() throws Exception {
        List<Map<String, String>> all = new ArrayList<>();
        for (String threads : List.of("1", "3")) {
            Path out = folder.resolve("threads" + threads);
            sweep(out, "--threads", threads);
            all.add(Shop.files(out));
        }
        assertThat(all.get(0)).hasSizeGreaterThan(12).isEqualTo(all.get(1));
        assertThat(all.get(0)).containsKeys("index.json", "summary.csv", "trials/load=50-s/r1/result.json");
    }

    @Test
    void onlyMissingOrDamagedTrialsAreRunAgain() throws Exception {
        Path out = folder.resolve("out");
        sweep(out);
        Map<String, String> whole = Shop.files(out);
        Path torn = out.resolve("trials/load=50-s/r0/result.json");
        Path removed = out.resolve("trials/load=60-s/r1/result.json");
        Path other = out.resolve("trials/load=70-s/r0/result.json");
        Path kept = out.resolve("trials/load=70-s/r1/result.json");
        byte[] bytes = Files.readAllBytes(torn);
        Files.write(torn, Arrays.copyOf(bytes, bytes.length / 2));
        Files.delete(removed);
        Files.copy(kept, other, StandardCopyOption.REPLACE_EXISTING);
        FileTime longAgo = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(kept, longAgo);
        sweep(out);
        assertThat(Shop.files(out)).isEqualTo(whole);
        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(longAgo);
    }

    @Test
    void killedSweepResumes() throws Exception {
        Path out = folder.resolve("killed");
        String[] arguments = {
            "sweep", shop(), "--variant", "plain", "--vary", "load=50/s..80/s/5", "--for", "5s", "--out", out.toString()
        };
        KilledCommand.killAfter(3, List.of(arguments));
        List<Path> before = results(out);
        assertThat(before).hasSize(3);
        FileTime longAgo = FileTime.fromMillis(1_000_000_000_000L);
        for (Path one : before) {
            ResultJsonReader.read(Files.readAllBytes(one));
            Files.setLastModifiedTime(one, longAgo);
        }
        assertThat(Session.of(arguments).code()).isEqualTo(ExitCode.SUCCESS);
        for (Path one : before) {
            assertThat(Files.getLastModifiedTime(one)).isEqualTo(longAgo);
        }
        Path fresh = folder.resolve("fresh");
        arguments[arguments.length - 1] = fresh.toString();
        assertThat(Session.of(arguments).code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(Shop.files(out)).isEqualTo(Shop.files(fresh));
    }

    @Test
    void sweepReportsTheRangeOfMetAssertions() throws Exception {
        Session session = Session.of(
                "sweep",
                shop(),
                "--variant",
                "plain",
                "--vary",
                "load=50/s..150/s/2",
                "--set",
                "sla.fast=page.p99 < 600ms");
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out()).contains("fast (page.p99 < 600ms) is met up to load 50/s");
        assertThat(session.out()).containsPattern("150/s +[0-9.]+ % +[0-9.]+ % \\? +[0-9.]+ s ✗");
        Session grid = Session.of(
                "sweep",
                shop(),
                "--variant",
                "plain",
                "--vary",
                "box.cores=1..2",
                "--vary",
                "load=50/s,90/s",
                "--format",
                "csv");
        assertThat(grid.out().lines()).hasSize(5);
        assertThat(grid.out()).startsWith("box.cores,load,variant,replications,up [ratio],");
    }

    @Test
    void variantsThatDifferOnlyInTheSweptSettingAreMerged() throws Exception {
        String predicted = "predict.good ones=availability ~ 100% +/- 1%";
        String[] varied = {"sweep", shop(), "--vary", "box.service=exp(8ms),exp(9ms)", "--for", "5s", "--set", predicted
        };
        Session text = Session.of(varied);
        assertThat(text.out().lines().filter(line -> line.matches(" +exp\\(8ms\\).*")))
                .hasSize(1);
        assertThat(text.out().replace('\n', ' '))
                .contains("'plain' also represents 'quicker': they differ only in varied settings");
        Session other = Session.of("sweep", shop(), "--vary", "box.cores=1..2", "--for", "5s", "--format", "csv");
        assertThat(other.out().lines()).hasSize(5);
    }

    @Test
    void scenarioDefinesItsSweep() throws Exception {
        Path file = Files.writeString(
                folder.resolve("swept.yaml"), Shop.TEXT + "sweep: { box.cores: [1, 4], load: 50..60/s/1 }\n");
        Session session = Session.of("sweep", file.toString(), "--variant", "plain", "--format", "csv");
        assertThat(session.out().lines().skip(1).map(line -> line.split(",plain", -1)[0]))
                .containsExactly("1,50/s", "1,60/s", "4,50/s", "4,60/s");
    }

    private void sweep(Path out, String... more) throws Exception {
        List<String> all = new ArrayList<>(
                List.of("sweep", shop(), "--vary", "load=50/s..70/s/2", "-n", "2", "--out", out.toString()));
        all.addAll(List.of(more));
        assertThat(Session.of(all.toArray(String[]::new)).code()).isEqualTo(ExitCode.SUCCESS);
    }

    private static List<Path> results(Path out) throws IOException {
        if (!Files.isDirectory(out)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(out)) {
            return all.filter(path -> path.endsWith("result.json")).toList();
        }
    }

    private String shop() throws IOException {
        return Shop.writeTo(folder);
    }
}
