package dev.brownout.architecture;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.architecture.Sources.Source;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The architecture and contributing pages name every package, and only existing packages, types, files and system
 * properties.
 */
class DocumentationTest {
    private static final List<String> PAGES = List.of(
            "docs/architecture.md",
            "docs/contributing.md",
            "docs/contributing/builds.md",
            "docs/contributing/scenarios.md",
            "docs/contributing/tests.md");
    /** Groups of packages that are one each for a kind, a policy or a package of the class library. */
    private static final Set<String> PACKAGE_GROUPS = Set.of("component", "policy", "spec", "web.emulation");

    private static final Set<String> OF_JUNIT = Set.of("ParameterizedTest", "Tag", "Test");
    private static final Pattern PACKAGE = Pattern.compile("(.*)/src/main/java/dev/brownout/([a-z]+)/.*\\.java");
    private static final Pattern QUOTED = Pattern.compile("`([a-z]+)(\\.\\*)?`");
    private static final Pattern PACKAGE_NAME = Pattern.compile("`([a-z][a-z0-9.]*(?:\\.\\*)?)`");
    private static final Pattern TYPE =
            Pattern.compile("(?:`@?|-Dtest='?|(?<=Test),)([A-Z][a-z]+[A-Za-z]*)\\b(?![/.=])");
    private static final Pattern FILE = Pattern.compile("(?:^|`)((?:\\.ci|[a-z-]+)/[A-Za-z/._-]+)");
    private static final Pattern SWITCH = Pattern.compile("-D(brownout\\.[a-z.]+[a-z])");

    private static String page(String path) {
        return Sources.all().stream()
                .filter(source -> source.path().equals(path))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private static Set<String> named(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void packageTableListsEveryPackageOfEachModule() {
        Set<String> existing = Sources.java().stream()
                .map(source -> PACKAGE.matcher(source.path()))
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1) + " " + matcher.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> reported = new TreeSet<>();
        String module = "";
        for (String line : page("docs/architecture.md").lines().toList()) {
            String[] cells = line.split("\\|", -1);
            if (cells.length == 5) {
                module = cells[1].isBlank() ? module : cells[1].strip();
                String owner = module;
                QUOTED.matcher(cells[2])
                        .results()
                        .map(MatchResult::group)
                        .forEach(name -> reported.add(owner + " " + name.replaceAll("[`.*]", "")));
            }
        }
        assertThat(reported).isEqualTo(existing);
    }

    @Test
    void tablesListEveryModule() {
        List<String> modules = Sources.all().stream()
                .map(Source::path)
                .filter(path -> path.endsWith("/pom.xml") && !path.contains("/src/"))
                .map(path -> replaceParts(path, "/pom.xml", ""))
                .toList();
        assertThat(modules).contains("scenarios", "simulator-core/rounds");
        assertThat(firstCells("docs/architecture.md")).containsAll(modules);
        assertThat(firstCells("AGENTS.md")).containsAll(modules);
    }

    /** Returns the names in the first cells of all table rows of a page. */
    private static List<String> firstCells(String page) {
        return page(page)
                .lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.split("\\|", -1)[1].replace("`", ""))
                .flatMap(cell -> Stream.of(cell.strip().split(", ", -1)))
                .toList();
    }

    /** A group such as {@code policy.*} names all packages below one if they are alike. */
    @Test
    void packageTableNamesPackagesOfAllLevelsOnce() {
        List<String> named = new ArrayList<>();
        List<String> first = new ArrayList<>();
        for (String line : page("docs/architecture.md").lines().toList()) {
            String[] cells = line.split("\\|", -1);
            if (cells.length == 5) {
                PACKAGE_NAME
                        .matcher(line)
                        .results()
                        .map(match -> match.group(1))
                        .forEach(named::add);
                QUOTED.matcher(cells[2]).results().map(MatchResult::group).forEach(first::add);
            }
        }
        assertThat(first).doesNotHaveDuplicates();
        Set<String> groups = named.stream()
                .filter(name -> name.endsWith(".*"))
                .map(name -> replaceParts(name, ".*", ""))
                .filter(PACKAGE_GROUPS::contains)
                .collect(Collectors.toSet());
        assertThat(groups).isEqualTo(PACKAGE_GROUPS);
        assertThat(Sources.java().stream()
                        .map(Source::path)
                        .filter(path ->
                                path.endsWith("/package-info.java") && path.contains("/src/main/java/dev/brownout/"))
                        .map(path -> path.substring(path.indexOf("/dev/brownout/") + 14, path.lastIndexOf('/')))
                        .map(path -> path.replace('/', '.'))
                        .filter(name ->
                                groups.stream().noneMatch(group -> name.equals(group) || name.startsWith(group + ".")))
                        .filter(name -> !named.contains(name)
                                && !named.contains(name + ".*")
                                && !named.contains(name.substring(name.lastIndexOf('.') + 1))))
                .isEmpty();
    }

    @Test
    void typesNamedInPagesExist() {
        Set<String> types = Sources.all().stream()
                .map(Source::path)
                .filter(path -> path.endsWith(".java"))
                .map(path -> replaceParts(path.substring(path.lastIndexOf('/') + 1), ".java", ""))
                .collect(Collectors.toSet());
        for (String page : PAGES) {
            Set<String> named = named(TYPE, page(page));
            named.removeAll(OF_JUNIT);
            assertThat(named).as(page).isNotEmpty();
            named.removeAll(types);
            assertThat(named).as(page).isEmpty();
        }
    }

    @Test
    void filesNamedInPagesExist() {
        List<String> paths = Sources.all().stream().map(Source::path).toList();
        for (String page : PAGES) {
            List<String> missing = new ArrayList<>();
            for (String name : named(FILE, page(page))) {
                boolean built = name.contains("/target/");
                if (!built
                        && !Files.exists(Sources.ROOT.resolve(name))
                        && paths.stream().noneMatch(path -> path.contains("/" + name))) {
                    missing.add(name);
                }
            }
            assertThat(missing).as(page).isEmpty();
        }
    }

    @Test
    void systemPropertiesNamedInPagesAreReadByTests() {
        String tests = Sources.java().stream()
                .filter(source -> source.test() || source.path().startsWith("simulator-core/rounds/"))
                .map(Source::text)
                .collect(Collectors.joining());
        String pages = PAGES.stream().map(DocumentationTest::page).collect(Collectors.joining());
        assertThat(named(SWITCH, pages)).hasSizeGreaterThan(3).allMatch(name -> tests.contains('"' + name + '"'));
    }
}
