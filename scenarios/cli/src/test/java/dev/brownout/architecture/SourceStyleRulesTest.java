package dev.brownout.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.architecture.SourceStyleRules.Line;
import dev.brownout.architecture.Sources.Source;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each rule about source text reports violations with their place, and accepts conforming text. */
class SourceStyleRulesTest {
    private static final String MAIN = "simulator-core/src/main/java/dev/brownout/";

    private static List<Source> file(String path, String text) {
        return List.of(new Source(path, text));
    }

    private static List<String> lines(Line kind, String... lines) {
        return SourceStyleRules.lines(kind, file("A.java", String.join("\n", lines))).stream()
                .map(violation -> violation.substring(0, violation.indexOf(": ")))
                .toList();
    }

    @Test
    void linesWithViolationsAreReported() {
        var widest = "x".repeat(117) + "한한한";
        assertThat(lines(Line.LONG, "", widest, widest + "x")).containsExactly("A.java:3");
        var marker = "TO" + "DO";
        assertThat(lines(Line.UNFINISHED, "one", marker + ": two", marker + "S mastodon"))
                .containsExactly("A.java:2");
        assertThat(lines(
                        Line.UNREPEATABLE,
                        "Thread.sl" + "eep(20);",
                        "long start = System.nano" + "Time();",
                        "clock(System::nano" + "Time)",
                        "LocalDateTime.n" + "ow()",
                        "new Ran" + "dom()",
                        "new Random(7); latch.await();"))
                .hasSize(5);
        assertThat(lines(
                        Line.UNPORTABLE,
                        "Pattern.compile(\"[\\\\p{IsHangul}]\")",
                        "WORD.matcher(text).results()",
                        "Pattern.compile(\"[\\\\p{L}]\")",
                        "String.format(\"%.2e s\", value)",
                        "text.replace(\"%\", \"%25\")"))
                .containsExactly("A.java:1", "A.java:2", "A.java:4");
    }

    @Test
    void undocumentedPublicDeclarationsAreReported() {
        var text = """
                /** Doc. */
                public interface A {
                    int bare();

                    /** Doc. */
                    int documented();

                    record Inner() implements A {
                        @Override
                        public int bare() {
                            return 1;
                        }
                    }
                }

                class Hidden {
                    public void reachableByNobody() {}
                }
                """;
        assertThat(SourceStyleRules.undocumented(Declarations.bySource(file("A.java", text))))
                .containsExactly(
                        "A.java:3: what is public says what it is: bare does not",
                        "A.java:8: what is public says what it is: Inner does not");
    }

    @Test
    void packagesWithoutPackageInfoAreReported() {
        var info = new Source(MAIN + "sla/package-info.java", "");
        var main = new Source(MAIN + "sla/A.java", "");
        var test = new Source("simulator-core/src/test/java/dev/brownout/sla/ATest.java", "");
        var other = new Source(MAIN + "load/B.java", "");
        assertThat(SourceStyleRules.packagesWithoutInfo(List.of(info, main, test, other)))
                .containsExactly(other.at(1, "every package has a package-info.java"));
    }

    @Test
    void packagesSplitOverModulesAreReported() {
        var one = new Source(MAIN + "sla/A.java", "");
        var other = new Source(MAIN + "sla/B.java", "");
        var second = new Source("scenarios/cli/src/main/java/dev/brownout/sla/C.java", "");
        assertThat(SourceStyleRules.splitPackages(List.of(one, other))).isEmpty();
        assertThat(SourceStyleRules.splitPackages(List.of(one, other, second)))
                .containsExactly(second.at(1, "a package is in one module, this one in " + one.folder() + " too"));
    }

    @Test
    void misnamedTestsAreReported() {
        var annotated = "    @Test\n    void a() {}\n";
        assertThat(SourceStyleRules.misnamedTests(file("ATest.java", annotated)))
                .isEmpty();
        assertThat(SourceStyleRules.misnamedTests(file("ATests.java", annotated)))
                .containsExactly("ATests.java:1: a class with tests ends in Test, or it never runs");
        assertThat(SourceStyleRules.misnamedTests(file("ATest.java", "class ATest {}")))
                .containsExactly("ATest.java:1: a class that ends in Test has tests");
    }

    @Test
    void misnamedFactoriesAreReported() {
        var text = """
                final class Circle<T extends Size> implements Figure, Comparable<Circle> {
                    static Circle make(int radius) {
                    static <T> Circle.Edge<T> make(List<T> points) {
                    static synchronized Optional<Figure> make(String text) {
                    static <T extends Point> SortedMap<String, List<Edge>> make(T start) {
                    static final List<Point> POINTS = List.of(point(1));
                    Point make(int number) {
                    public static Point make(double angle) {
                    static <T extends Circle> List<T> make(T one) {
                    static Function<Circle, Circle> make(double factor) {
                    static double[] make() {
                    record Edge(Point from) {}
                """;
        assertThat(SourceStyleRules.misnamedFactories(file("Circle.java", text.replace(" make(", " of("))))
                .containsExactly(
                        "Circle.java:8: a static method of returns its own type, not Point",
                        "Circle.java:9: a static method of returns its own type, not List<T>",
                        "Circle.java:10: a static method of returns its own type, not Function<Circle, Circle>",
                        "Circle.java:11: a static method of returns its own type, not double[]");
    }

    @Test
    void brokenLinksAreReported() {
        var from = new Source("docs/a.md", """
                [here](b.md#the-end) [site](https://example.org/x) `[code](no.md)`
                ```
                [code](no.md)
                ```
                [up](../c.md) [same](#gone)
                """);
        var to = new Source("docs/b.md", "# The end!\n");
        assertThat(SourceStyleRules.brokenLinks(List.of(from, to), "docs/a.md docs/b.md"::contains))
                .containsExactly(
                        "docs/a.md:5: the link ../c.md leads nowhere", "docs/a.md:5: the link #gone leads nowhere");
    }

    @Test
    void unusualWordsInNamesAreReported() {
        var names = List.of("told", "isTold", "lastHeardNanos", "MOST_TOLD", "goOn", "standing", "Behind");
        assertThat(SourceStyleRules.unusualNames(names)).isEqualTo(names);
        assertThat(SourceStyleRules.unusualNames(List.of(
                        "task", "lookup", "left", "askPrice", "holderOf", "takeover", "taskedHost", "goOnline")))
                .isEmpty();
    }

    @Test
    void missingPagesNamedInSourceTextAreReported() {
        var page = "docs" + "/glossary.md";
        assertThat(SourceStyleRules.brokenLinks(file(MAIN + "A.java", "// see " + page), page::equals))
                .isEmpty();
        assertThat(SourceStyleRules.brokenLinks(file("A.java", "// see " + page), path -> false))
                .containsExactly("A.java:1: the link /" + page + " leads nowhere");
    }

    @Test
    void untestedScenariosAreMatchedByWholeWord() {
        var scenario = new Source("scenarios/library/cache/stampede.yaml", "");
        var near = new Source("scenarios/src/test/java/ATest.java", "\"stampede-cured\"");
        var test = new Source("scenarios/src/test/java/BTest.java", "\"stampede\"");
        assertThat(SourceStyleRules.untestedScenarios(List.of(scenario, near)))
                .containsExactly(scenario.at(1, "every scenario of the library is named in a test"));
        assertThat(SourceStyleRules.untestedScenarios(List.of(scenario, near, test)))
                .isEmpty();
    }

    @Test
    void librariesWithoutNoticeAreReported() {
        var pom = new Source("pom.xml", """
                <groupId>org.example</groupId>
                <artifactId>named</artifactId>
                <groupId>org.example</groupId>
                <artifactId>bare</artifactId>
                <groupId>org.example</groupId>
                <artifactId>tester</artifactId>
                </dependencyManagement>
                """);
        assertThat(SourceStyleRules.unnamedLibraries(pom, "named, Example", Set.of("tester")))
                .containsExactly("pom.xml:2: THIRD-PARTY-NOTICES.txt names every library, bare too");
    }
}
