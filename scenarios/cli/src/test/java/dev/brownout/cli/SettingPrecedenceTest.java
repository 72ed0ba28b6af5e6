package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Precedence of scenario layers, lowest first: built-in default, profile, parent, file, variant, parameter,
 * {@code --set}. {@code show --resolved} prints the origin of each value.
 */
class SettingPrecedenceTest {
    private static final String PARENT = """
            load: 100/s
            params: { opening: 7s }
            components:
              lb: { kind: load-balancer }
              web: { kind: server, nodes: 2 }
            requests:
              page: { path: [lb, web], timeout: $opening }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void theFolderIsAProject() throws IOException {
        Files.createDirectory(folder.resolve(".git"));
    }

    /** Returns the lines about a path, without the blanks before the origin. */
    private List<String> shown(String path, String parent, String child, String... options) throws IOException {
        Files.writeString(folder.resolve("parent.yaml"), parent);
        Path file = Files.writeString(folder.resolve("child.yaml"), child);
        List<String> command = new ArrayList<>(List.of("show", "--resolved", file.toString()));
        command.addAll(List.of(options));
        Session session = Session.of(command.toArray(String[]::new));
        assertThat(session.err()).isEmpty();
        return session.out()
                .lines()
                .filter(line -> line.startsWith(path + ": "))
                .map(line -> line.substring(path.length() + 2).replaceAll(" {2,}#", " #"))
                .toList();
    }

    private static String profiled(String text) {
        return replaceParts(text, "kind: load-balancer", "kind: load-balancer, profile: aws-alb");
    }

    @Test
    void profileOverridesDefault() throws IOException {
        assertThat(shown("lb.health.every", PARENT, PARENT)).containsExactly("2s # default");
        assertThat(shown("lb.health.every", PARENT, profiled(PARENT))).containsExactly("30s # profile:aws-alb@CDK-2");
    }

    @Test
    void parentOverridesProfile() throws IOException {
        String parent = replaceParts(PARENT, "load-balancer", "load-balancer, health: { every: 20s }");
        String child = "use: parent.yaml\ncomponents: { lb: { profile: aws-alb } }\n";
        assertThat(shown("lb.health.every", parent, child)).containsExactly("20s # use");
        assertThat(shown("lb.health.rise", parent, child)).containsExactly("5 # profile:aws-alb@CDK-2");
    }

    @Test
    void fileOverridesParent() throws IOException {
        String child = "use: parent.yaml\ncomponents: { web: { nodes: 3 } }\n";
        assertThat(shown("web.nodes", PARENT, child)).containsExactly("3 # file");
        assertThat(shown("web.kind", PARENT, child)).containsExactly("server # use");
        assertThat(shown("requests.page.timeout", PARENT, child)).containsExactly("7s # use");
    }

    @Test
    void variantOverridesFile() throws IOException {
        String child = "use: parent.yaml\nvariants:\n  plain: {}\n  more: { set: { web.nodes: 4 } }\n";
        assertThat(shown("web.nodes", PARENT, child)).containsExactly("2 # use", "4 # variant");
    }

    @Test
    void parameterOptionOverridesVariant() throws IOException {
        String child = "use: parent.yaml\nvariants:\n  soon: { set: { params.opening: 8s } }\n";
        assertThat(shown("requests.page.timeout", PARENT, child)).containsExactly("8s # variant");
        assertThat(shown("requests.page.timeout", PARENT, child, "--param", "opening=9s"))
                .containsExactly("9s # param");
        assertThat(shown("params.opening", PARENT, child, "--param", "opening=9s"))
                .containsExactly("9s # param");
    }

    @Test
    void setOptionOverridesEverything() throws IOException {
        String child = "use: parent.yaml\nvariants:\n  soon: { set: { requests.page.timeout: 8s } }\n";
        assertThat(shown(
                        "requests.page.timeout",
                        PARENT,
                        child,
                        "--set",
                        "requests.page.timeout=10s",
                        "--param",
                        "opening=9s"))
                .containsExactly("10s # set");
        assertThat(shown(
                        "requests.page.timeout",
                        PARENT,
                        replaceParts(child, "requests.page.timeout", "params.opening"),
                        "--param",
                        "opening=9s",
                        "--set",
                        "params.opening=11s"))
                .containsExactly("11s # set");
        assertThat(shown("lb.health.every", PARENT, profiled(PARENT), "--set", "lb.health.every=1m"))
                .containsExactly("1m # set");
    }

    @Test
    void profileMayBeSetByVariantOrCommandLine() throws IOException {
        assertThat(shown("lb.health.every", PARENT, PARENT, "--set", "lb.profile=aws-alb"))
                .containsExactly("30s # profile:aws-alb@CDK-2");
        String child = "use: parent.yaml\nvariants:\n  alb: { set: { lb.profile: aws-alb, lb.health.every: 25s } }\n";
        assertThat(shown("lb.health.every", PARENT, child)).containsExactly("25s # variant");
        assertThat(shown("lb.health.timeout", PARENT, child)).containsExactly("5s # profile:aws-alb@CDK-2");
    }

    @Test
    void showPrintsTheFileUnchanged() throws IOException {
        Path file = Files.writeString(folder.resolve("parent.yaml"), PARENT);
        assertThat(Session.of("show", file.toString()).out()).isEqualTo(PARENT);
        assertThat(Session.of("show", file.toString(), "--set", "web.nodes=3").code())
                .isEqualTo(ExitCode.BAD_INPUT);
    }
}
