package dev.brownout.cli;

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
 * Each layer of a scenario is stronger than the one below it, and {@code show --resolved} says which one gave a value:
 * built-in, profile, parent, file, variant, parameter, {@code --set}.
 */
class LayersOfAScenarioTest {
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

    /** The lines about a path, without the blanks before the origin. */
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
        return text.replace("kind: load-balancer", "kind: load-balancer, profile: aws-alb");
    }

    @Test
    void aProfileIsStrongerThanTheProgramsOwnDefault() throws IOException {
        assertThat(shown("lb.health.every", PARENT, PARENT)).containsExactly("2s # default");
        assertThat(shown("lb.health.every", PARENT, profiled(PARENT))).containsExactly("30s # profile:aws-alb@CDK-2");
    }

    @Test
    void aParentIsStrongerThanAProfile() throws IOException {
        String parent = PARENT.replace("load-balancer", "load-balancer, health: { every: 20s }");
        String child = "use: parent.yaml\ncomponents: { lb: { profile: aws-alb } }\n";
        assertThat(shown("lb.health.every", parent, child)).containsExactly("20s # use");
        assertThat(shown("lb.health.rise", parent, child)).containsExactly("5 # profile:aws-alb@CDK-2");
    }

    @Test
    void aFileIsStrongerThanItsParent() throws IOException {
        String child = "use: parent.yaml\ncomponents: { web: { nodes: 3 } }\n";
        assertThat(shown("web.nodes", PARENT, child)).containsExactly("3 # file");
        assertThat(shown("web.kind", PARENT, child)).containsExactly("server # use");
        assertThat(shown("requests.page.timeout", PARENT, child)).containsExactly("7s # use");
    }

    @Test
    void aVariantIsStrongerThanItsFile() throws IOException {
        String child = "use: parent.yaml\nvariants:\n  plain: {}\n  more: { set: { web.nodes: 4 } }\n";
        assertThat(shown("web.nodes", PARENT, child)).containsExactly("2 # use", "4 # variant");
    }

    @Test
    void aParameterOnTheCommandLineIsStrongerThanAVariant() throws IOException {
        String child = "use: parent.yaml\nvariants:\n  soon: { set: { params.opening: 8s } }\n";
        assertThat(shown("requests.page.timeout", PARENT, child)).containsExactly("8s # variant");
        assertThat(shown("requests.page.timeout", PARENT, child, "--param", "opening=9s"))
                .containsExactly("9s # param");
        assertThat(shown("params.opening", PARENT, child, "--param", "opening=9s"))
                .containsExactly("9s # param");
    }

    @Test
    void aSettingOnTheCommandLineIsStrongerThanEverything() throws IOException {
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
                        child.replace("requests.page.timeout", "params.opening"),
                        "--param",
                        "opening=9s",
                        "--set",
                        "params.opening=11s"))
                .containsExactly("11s # set");
        assertThat(shown("lb.health.every", PARENT, profiled(PARENT), "--set", "lb.health.every=1m"))
                .containsExactly("1m # set");
    }

    @Test
    void aProfileMayComeFromAVariantOrTheCommandLine() throws IOException {
        assertThat(shown("lb.health.every", PARENT, PARENT, "--set", "lb.profile=aws-alb"))
                .containsExactly("30s # profile:aws-alb@CDK-2");
        String child = "use: parent.yaml\nvariants:\n  alb: { set: { lb.profile: aws-alb, lb.health.every: 25s } }\n";
        assertThat(shown("lb.health.every", PARENT, child)).containsExactly("25s # variant");
        assertThat(shown("lb.health.timeout", PARENT, child)).containsExactly("5s # profile:aws-alb@CDK-2");
    }

    @Test
    void whatWasWrittenIsShownAsItWasWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("parent.yaml"), PARENT);
        assertThat(Session.of("show", file.toString()).out()).isEqualTo(PARENT);
        assertThat(Session.of("show", file.toString(), "--set", "web.nodes=3").code())
                .isEqualTo(ExitCode.BAD_INPUT);
    }
}
