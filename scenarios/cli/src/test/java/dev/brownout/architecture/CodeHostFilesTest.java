package dev.brownout.architecture;

import static dev.brownout.architecture.YamlFields.list;
import static dev.brownout.architecture.YamlFields.map;
import static dev.brownout.architecture.YamlFields.read;
import static dev.brownout.architecture.YamlFields.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files below {@code .github}. A code host validates them only after a push. */
class CodeHostFilesTest {
    private static final Path FOLDER = Sources.ROOT.resolve(".github");

    /** Pages that document the commands of the workflows. */
    private static final List<String> PAGES =
            List.of("README.md", "docs/contributing.md", "docs/contributing/tests.md");

    static List<Path> workflows() throws IOException {
        return yaml("workflows");
    }

    static List<Path> forms() throws IOException {
        return yaml("ISSUE_TEMPLATE").stream()
                .filter(file -> !file.endsWith("config.yml"))
                .toList();
    }

    private static List<Path> yaml(String folder) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void workflowsHaveTriggersPermissionsAndPinnedSteps(Path file) throws IOException {
        Entries workflow = read(file);
        assertThat(text(workflow, "name")).isNotBlank();
        assertThat(map(workflow, "on").entries()).isNotEmpty();
        assertThat(map(workflow, "permissions").entries()).isNotEmpty();
        assertThat(map(workflow, "jobs").entries()).isNotEmpty();
        map(workflow, "jobs").entries().forEach((name, entry) -> {
            Entries job = (Entries) entry.value();
            assertThat(text(job, "runs-on")).as(name).isNotBlank();
            assertThat(text(job, "timeout-minutes")).as(name).matches("[0-9]+");
            assertThat(list(job, "steps")).as(name).isNotEmpty().allSatisfy(CodeHostFilesTest::step);
        });
    }

    /**
     * Checks one step of a workflow. A step is either an action pinned to the digest of its commit, because a tag can
     * move, or a command that a page documents as well. The token of the job is not persisted in the checkout, where a
     * test could read it.
     */
    private static void step(Node node) {
        Entries step = (Entries) node;
        if (step.get("uses") != null) {
            assertThat(step.get("run")).isNull();
            assertThat(text(step, "uses")).matches("[\\w.-]+(/[\\w.-]+)+@[0-9a-f]{40}");
            if (text(step, "uses").startsWith("actions/checkout@")) {
                assertThat(text(map(step, "with"), "persist-credentials")).isEqualTo("false");
            }
            return;
        }
        String command = text(step, "run").strip();
        assertThat(command).doesNotContain("\n");
        assertThat(PAGES).anySatisfy(page -> assertThat(page(page)).contains(command));
        String program = command.split(" ", 2)[0];
        assertThat(program).matches("mvn|\\./brownout|\\.ci/[a-z]+");
        if (program.contains("/")) {
            assertThat(Sources.ROOT.resolve(program)).isExecutable();
        }
    }

    private static String page(String name) {
        try {
            return Files.readString(Sources.ROOT.resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void issueFormsAreWellFormed(Path file) throws IOException {
        Entries form = read(file);
        assertThat(form.entries().keySet()).isSubsetOf("name", "description", "title", "labels", "body");
        assertThat(text(form, "name")).isNotBlank();
        assertThat(text(form, "description")).isNotBlank();
        Set<String> ids = new HashSet<>();
        Set<String> labels = new HashSet<>();
        for (Node node : list(form, "body")) {
            Entries field = (Entries) node;
            assertThat(field.entries().keySet()).isSubsetOf("type", "id", "attributes", "validations");
            String type = text(field, "type");
            assertThat(type).isIn("checkboxes", "dropdown", "input", "markdown", "textarea");
            Entries attributes = map(field, "attributes");
            if (type.equals("markdown")) {
                assertThat(text(attributes, "value")).isNotBlank();
                continue;
            }
            assertThat(text(field, "id"))
                    .matches("[a-zA-Z0-9_-]+")
                    .satisfies(id -> assertThat(ids.add(id)).isTrue());
            assertThat(text(attributes, "label"))
                    .isNotBlank()
                    .satisfies(l -> assertThat(labels.add(l)).isTrue());
            assertThat(text(map(field, "validations"), "required")).isIn("true", "false");
            if (type.equals("dropdown") || type.equals("checkboxes")) {
                assertThat(list(attributes, "options")).isNotEmpty();
            }
        }
        assertThat(ids).isNotEmpty();
    }

    @Test
    void issueFormsForDefectsRequireTheVersion() throws IOException {
        assertThat(forms().stream().map(file -> file.getFileName().toString()))
                .containsExactly("bug.yml", "wish.yml", "wrong-number.yml");
        for (String name : List.of("bug.yml", "wrong-number.yml")) {
            assertThat(Files.readString(FOLDER.resolve("ISSUE_TEMPLATE").resolve(name)))
                    .contains("id: scenario", "id: version", "`brownout --version`");
        }
        assertThat(text(read(FOLDER.resolve("ISSUE_TEMPLATE/config.yml")), "blank_issues_enabled"))
                .isEqualTo("true");
    }

    @Test
    void pagesLinkedFromThePullRequestTemplateExist() throws IOException {
        String linked = Files.readString(FOLDER.resolve("pull_request_template.md"));
        assertThat(linked.lines().filter(line -> line.startsWith("- [ ] "))).isNotEmpty();
        Stream.of(linked.split("[`\\s]+", -1))
                .filter(word -> word.startsWith("docs/"))
                .forEach(word -> assertThat(Sources.ROOT.resolve(word)).exists());
    }
}
