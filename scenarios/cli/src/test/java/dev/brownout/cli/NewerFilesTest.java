package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.io.FileFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files written for a newer version of the program are rejected once, with their place, before a run. */
class NewerFilesTest {
    private static final String LIST = "title: A newer list\nnews: { of: things }\n";

    @TempDir
    private Path folder;

    private String shop(String above) throws IOException {
        return Files.writeString(folder.resolve("shop.yaml"), above + Shop.TEXT).toString();
    }

    private static FileFormat format(String name) {
        return Version.formats().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void isRefused(Session session, String place, String format) {
        int newest = format(format).version();
        assertThat(session.code()).as(session.out() + session.err()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err().replaceAll("\\s+", " "))
                .contains(place + ": written for version " + (newest + 1) + " of " + format + "; this program reads ")
                .contains("version " + newest + ": update brownout")
                .containsOnlyOnce("written for version")
                .doesNotContain("unknown", "\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "run --format github",
                "validate",
                "show --resolved",
                "show --diagram mermaid",
                "replicate -n 2",
                "compare",
                "compare hello-world",
                "sweep --vary box.cores=1..2",
                "capacity --vary load",
                "falsify",
                "baseline save --dir DIR",
                "baseline check --dir DIR"
            })
    void everyCommandRejectsNewerScenarios(String command) throws IOException {
        int next = format("scenarios").version() + 1;
        String file = shop("# A comment.\nversion: " + next + "\nnews: [of, things]\n");
        List<String> typed = new ArrayList<>(
                List.of(command.replace("DIR", folder.toString()).split(" ", -1)));
        typed.add(file);
        isRefused(Session.of(typed.toArray(String[]::new)), "shop.yaml:2:10", "scenarios");
    }

    @Test
    void rejectsNewerParentScenarios() throws IOException {
        shop("version: " + (format("scenarios").version() + 1) + "\nnews: [of, things]\n");
        Path over = Files.writeString(folder.resolve("mine.yaml"), "version: 1\nuse: shop.yaml\n");
        isRefused(Session.of("run", over.toString()), "shop.yaml:1:10", "scenarios");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "0 | '0' is not the version of scenarios that this program reads; expected 1",
                "1.0 | '1.0' is not the version of scenarios",
                "latest | 'latest' is not the version of scenarios",
                "[2] | version is a whole number, such as 1",
                "99999999999999999999 | written for version 99999999999999999999 of scenarios"
            })
    void rejectsInvalidVersions(String version, String message) throws IOException {
        Session session = Session.of("validate", shop("version: " + version + "\n"));
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains("shop.yaml:1:10: ").contains(message);
    }

    @Test
    void rejectsNewerPriceLists() throws IOException {
        String list = "version: " + (format("price lists").version() + 1) + "\n" + LIST;
        String file = Files.writeString(folder.resolve("list.yaml"), list).toString();
        String shop = shop("price_list: list.yaml\n");
        isRefused(Session.of("prices", file), "list.yaml:1:10", "price lists");
        isRefused(Session.of("run", "hello-world", "--prices", file), "list.yaml:1:10", "price lists");
        isRefused(Session.of("sweep", "hello-world", "--prices", file), "list.yaml:1:10", "price lists");
        isRefused(Session.of("validate", shop), "list.yaml:1:10", "price lists");
    }

    @Test
    void rejectsOutputFoldersOfNewerRuns() throws IOException {
        String facts = "{\n  \"format\" : " + (format("run.json").version() + 1) + ",\n  \"outputs\" : { }\n}\n";
        Path existing = Files.writeString(folder.resolve("run.json"), facts);
        isRefused(Session.of("run", "hello-world", "--out", folder.toString()), "run.json:2:14", "run.json");
        assertThat(existing).hasContent(facts);
        Files.delete(existing);
        assertThat(Session.of("run", "hello-world", "--for", "1s", "--out", folder.toString())
                        .code())
                .isEqualTo(ExitCode.SUCCESS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replicate -n 2",
                "compare -n 2",
                "sweep -n 1 --vary box.cores=1..2",
                "capacity -n 2 --vary box.cores=1..2"
            })
    void rejectsNewerResultsOfAResumedExperiment(String command) throws IOException {
        Path out = folder.resolve("out");
        List<String> typed = new ArrayList<>(List.of(command.split(" ", -1)));
        typed.addAll(List.of(shop(""), "--out", out.toString()));
        Session first = Session.of(typed.toArray(String[]::new));
        assertThat(first.err()).doesNotContain("brownout:");
        Map<String, String> left = Shop.files(out);
        String result = left.keySet().stream()
                .filter(name -> name.endsWith("/result.json"))
                .findFirst()
                .orElseThrow();
        int newest = format("result.json").version();
        String newer = replaceParts(left.get(result), "\"version\" : " + newest, "\"version\" : " + (newest + 1));
        Files.writeString(out.resolve(result), newer);
        long line = newer.lines().count() - 1;
        isRefused(Session.of(typed.toArray(String[]::new)), "result.json:" + line + ":15", "result.json");
        assertThat(out.resolve(result)).hasContent(newer);
    }

    @Test
    void rejectsNewerShardFolders() throws IOException {
        Path out = folder.resolve("out");
        String[] shard = {"replicate", shop(""), "-n", "1", "--shard", "1/1", "--out", out.toString()};
        assertThat(Session.of(shard).err()).isEmpty();
        Path description = out.resolve("experiment.json");
        int newest = format("experiment.json").version();
        String newer =
                replaceParts(Files.readString(description), "\"version\" : " + newest, "\"version\" : " + (newest + 1));
        Files.writeString(description, newer);
        String place = "experiment.json:" + (newer.lines().count() - 1) + ":15";
        isRefused(Session.of(shard), place, "experiment.json");
        isRefused(
                Session.of(
                        "merge",
                        out.toString(),
                        "--out",
                        folder.resolve("merged").toString()),
                place,
                "experiment.json");
        assertThat(description).hasContent(newer);
    }

    @Test
    void rejectsNewerBaselines() throws IOException {
        String kept = "version: " + (format("baselines").version() + 1) + "\nnews\n";
        Path file = Files.writeString(folder.resolve("hello-world.txt"), kept);
        String dir = folder.toString();
        isRefused(Session.of("baseline", "check", "hello-world", "--dir", dir), "hello-world.txt:1:10", "baselines");
        isRefused(
                Session.of("run", "hello-world", "--format", "markdown", "--baseline", dir),
                "hello-world.txt:1:10",
                "baselines");
        Files.writeString(file, "version: none\n");
        assertThat(Session.of("baseline", "check", "hello-world", "--dir", dir).err())
                .contains("hello-world.txt")
                .contains("'none' is not the version of baselines");
        Files.writeString(file, "scenario: hello\n");
        assertThat(Session.of("baseline", "check", "hello-world", "--dir", dir).err())
                .contains("hello-world.txt")
                .contains("'' is not the version of baselines that this program reads; expected 1");
    }
}
