package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Fixture for experiments that run in shards: sample scenarios and helpers. */
abstract class ShardCommandFixture {
    static final String SWEEP = "sweep SHOP --vary load=50/s..70/s/2 -n 2 --metric box.utilization";

    @TempDir
    Path folder;

    Path shop;

    @BeforeEach
    void aShop() throws IOException {
        shop = Files.writeString(
                folder.resolve("shop.yaml"),
                replaceParts(
                        Shop.TEXT,
                        "duration: 20s, warmup: 1s",
                        "duration: 2s, warmup: 500ms",
                        "exp(9ms)",
                        "file(times.txt)"));
        Files.writeString(folder.resolve("times.txt"), "7ms\n9ms\n11ms\n");
        Files.writeString(folder.resolve("other.yaml"), replaceParts(Files.readString(shop), "cores: 1", "cores: 2"));
    }

    Session run(String line, String... more) {
        return run(Map.of(), line, more);
    }

    Session run(Map<String, String> environment, String line, String... more) {
        List<String> words = new ArrayList<>();
        for (String word : line.split(" ", -1)) {
            words.add(word.replace("SHOP", shop.toString())
                    .replace("OTHER", folder.resolve("other.yaml").toString()));
        }
        words.addAll(List.of(more));
        return Session.of("", false, environment, words.toArray(String[]::new));
    }

    void occupyFolder(Session session) {
        assertThat(session.code()).as(session.err()).isIn(ExitCode.SUCCESS, ExitCode.VIOLATED);
        assertThat(session.err()).doesNotContain("internal error");
    }

    /** Runs all shards of a command and returns their folders, highest shard number first. */
    List<String> shards(String line, int of) {
        List<String> folders = new ArrayList<>();
        for (int number = of; number >= 1; number--) {
            String out = folder.resolve("shard" + number + "of" + of).toString();
            Session session = run(line, "--shard", number + "/" + of, "--out", out, "--threads", "1");
            assertThat(session.code()).as(session.err()).isEqualTo(ExitCode.SUCCESS);
            folders.add(out);
        }
        return folders;
    }

    Session merge(List<String> folders, Path out) {
        List<String> words = new ArrayList<>(List.of("merge"));
        words.addAll(folders);
        words.addAll(List.of("--out", out.toString()));
        return Session.of(words.toArray(String[]::new));
    }

    void onRefused(Session session, String... messages) {
        assertThat(session.code()).as(session.toString()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).startsWith("brownout: ").contains(messages).doesNotContain("internal error", "\tat ");
        assertThat(session.out()).isEmpty();
    }
}
