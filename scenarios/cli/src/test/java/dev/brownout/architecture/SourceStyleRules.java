package dev.brownout.architecture;

import dev.brownout.architecture.Declarations.Declaration;
import dev.brownout.architecture.Sources.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules about source text. Each takes files and returns its violations as {@code path:line: rule}. */
final class SourceStyleRules {
    /** Patterns of lines that are violations. */
    enum Line {
        LONG(".{121,}", "a line has at most 120 columns"),
        UNFINISHED("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b", "nothing is left to do later: finish it or leave it out"),
        /** An effect of the wall clock, of the garbage collector or of random numbers on a test. */
        UNREPEATABLE(
                "\\bsleep\\(|onSpinWait\\(|Thread\\.yield|System\\.gc"
                        + "|waitForTimeout\\(|System(\\.|::)(nanoTime|currentTimeMillis)"
                        + "|(Instant|Clock|Date|DateTime)\\.(now|system)"
                        + "|new (Splittable|Secure)?Random\\(\\)|Math\\.random|randomUUID\\(|ThreadLocalRandom\\.",
                "a test waits for an event, passes a clock and gives a seed"),
        UNPORTABLE(
                "\\\\\\\\p\\{I[ns][A-Z]|matcher\\(.*\\.results\\(\\)|^ *\\.results\\(\\)$|%[0-9]+\\$"
                        + "|\"[^\"]*%[-+0-9.,]*[eEgG]\\b",
                "the compiled engine has no classes of scripts, no results() of patterns, no numbered arguments of"
                        + " formats and no exponents: use ranges, find(), further arguments and ScientificNotation");

        private final Pattern pattern;
        private final String rule;

        Line(String pattern, String rule) {
            this.pattern = Pattern.compile(pattern);
            this.rule = rule;
        }
    }

    private static final Pattern TEST =
            Pattern.compile("^\\s*@(Test|Nested|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|FuzzTest)\\b");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)(?:\\s+\"[^\"]*\")?\\)");
    private static final Pattern MENTION = Pattern.compile("\\bdocs/[\\w./-]+\\.\\w+");
    private static final Pattern FACTORY =
            Pattern.compile("^ .*\\bstatic (?:synchronized )?(?:<.*> )?([\\w.]+(?:<.*>)?(?:\\[])*) of\\(");
    private static final Pattern TYPE = Pattern.compile("(?m)^[ a-z-]*\\b(?:class|record|interface|enum) (\\w+)"
            + "[^{;]*?((?:\\b(?:extends|implements)\\b[^{;]*)?)\\{");
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Set<String> CONTAINERS =
            Set.of("Collection", "List", "Map", "Optional", "Set", "SortedMap", "SortedSet", "Stream");
    /** Words that no other project of the field has in names: alone, or also as a part of a name. */
    private static final Pattern UNUSUAL_NAME =
            Pattern.compile("(?i:again|alike|anew|anywhere|apart|ask|aside|asks|away|began|begun|behind|beside|besides"
                    + "|came|come|comes|door|doors|elsewhere|ended|everywhere|give|given|gives|giving|go|goes|gone"
                    + "|handed|happened|happenings?|hear|hears|holders?|how|instead|judged|knew|knows|laws?|look"
                    + "|looked|looks|lots|meant|meanwhile|mine|nowhere|onwards|paper|patience|rooms?|say|says|shut"
                    + "|stands?|standing|still|strikes?|struck|take|taken|takes|tell|tells|there|things?|took|trouble"
                    + "|twins?|ways?|what|where|which|who|whose|why|worth)"
                    + "|(?:give|come|take|taken|hand)(?:Back|Up|Again)|(?:go|goes)On|(?:pass|passes)Over|worthIt"
                    + "|(?:.*_)?(?:ASKED|GONE|HANDED|SAID|TOLD|UNSAID|WANTED)(?:_.*)?"
                    + "|(?:.*(?=[A-Z]))?(?i:anybody|asked|asker|fore?told|heard|keepers|lacking|lacks|newcomers?"
                    + "|nobody|said|settled?|settles|settling|somebody|told|unasked|unheard|unsaid|untold|wanted"
                    + "|wants?|whoever|wish|wished|wishes)(?:[A-Z].*)?");

    private static final Pattern EXTERNAL_LINK = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:.*");

    private SourceStyleRules() {}

    /**
     * Returns the names with a word that no other project of the field has in names. Words of the YAML language and of
     * results are among them.
     */
    static List<String> unusualNames(List<String> names) {
        return names.stream()
                .filter(name -> UNUSUAL_NAME.matcher(name).matches())
                .toList();
    }

    static List<String> lines(Line kind, List<Source> files) {
        var violations = new ArrayList<String>();
        for (var file : files) {
            var lines = file.lines();
            for (int i = 0; i < lines.size(); i++) {
                if (kind.pattern.matcher(lines.get(i)).find()) {
                    violations.add(file.at(i + 1, kind.rule));
                }
            }
        }
        return violations;
    }

    static List<String> undocumented(Map<Source, List<Declaration>> files) {
        var violations = new ArrayList<String>();
        files.forEach((file, declarations) -> {
            for (var declaration : declarations) {
                if (declaration.open() && !declaration.documented()) {
                    violations.add(file.at(
                            declaration.line(), "what is public says what it is: " + declaration.name() + " does not"));
                }
            }
        });
        return violations;
    }

    static List<String> packagesWithoutInfo(List<Source> files) {
        var first = new TreeMap<String, Source>();
        var described = files.stream()
                .filter(file -> file.fileName().equals("package-info.java"))
                .map(Source::packageName)
                .collect(Collectors.toSet());
        files.forEach(file -> first.putIfAbsent(file.packageName(), file));
        first.keySet().removeAll(described);
        return first.values().stream()
                .map(file -> file.at(1, "every package has a package-info.java"))
                .toList();
    }

    /** Returns packages that are split over several modules. {@code files} are those of the product. */
    static List<String> splitPackages(List<Source> files) {
        var folders = new TreeMap<String, Source>();
        var violations = new ArrayList<String>();
        for (var file : files) {
            var first = folders.putIfAbsent(file.packageName(), file);
            if (first != null && !first.folder().equals(file.folder())) {
                violations.add(file.at(1, "a package is in one module, this one in " + first.folder() + " too"));
            }
        }
        return violations;
    }

    /** Returns tests that the runner would skip silently, and test classes without tests. */
    static List<String> misnamedTests(List<Source> files) {
        var violations = new ArrayList<String>();
        for (var file : files) {
            boolean named = file.fileName().endsWith("Test.java");
            boolean tests =
                    file.lines().stream().anyMatch(line -> TEST.matcher(line).find());
            if (tests && !named) {
                violations.add(file.at(1, "a class with tests ends in Test, or it never runs"));
            } else if (named && !tests) {
                violations.add(file.at(1, "a class that ends in Test has tests"));
            }
        }
        return violations;
    }

    /**
     * Returns static methods {@code of} that return neither a type of their file, nor a supertype that the file names,
     * nor a container of such types.
     */
    static List<String> misnamedFactories(List<Source> files) {
        var violations = new ArrayList<String>();
        for (var file : files) {
            var own = TYPE.matcher(file.text())
                    .results()
                    .flatMap(type -> words(type.group(1) + " " + type.group(2)).stream())
                    .collect(Collectors.toSet());
            var lines = file.lines();
            for (int i = 0; i < lines.size(); i++) {
                var factory = FACTORY.matcher(lines.get(i));
                if (factory.find()) {
                    var result = words(factory.group(1));
                    var content = CONTAINERS.contains(result.get(0)) ? result.get(result.size() - 1) : result.get(0);
                    if (!own.contains(content)) {
                        violations.add(
                                file.at(i + 1, "a static method of returns its own type, not " + factory.group(1)));
                    }
                }
            }
        }
        return violations;
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).toList();
    }

    /** Returns broken links of Markdown files, and names of missing files below docs in other non-test files. */
    static List<String> brokenLinks(List<Source> files, Predicate<String> exists) {
        var violations = new ArrayList<String>();
        var pages = files.stream().collect(Collectors.toMap(Source::path, Source::text));
        for (var file : files.stream().filter(file -> !file.test()).toList()) {
            boolean page = file.path().endsWith(".md");
            var lines = page ? MarkdownFiles.prose(file.lines()) : file.lines();
            for (int i = 0; i < lines.size(); i++) {
                var matcher = (page ? LINK : MENTION).matcher(lines.get(i));
                while (matcher.find()) {
                    var link = page ? matcher.group(1) : "/" + matcher.group();
                    if (!EXTERNAL_LINK.matcher(link).matches() && !leads(file, link, exists, pages::get)) {
                        violations.add(file.at(i + 1, "the link " + link + " leads nowhere"));
                    }
                }
            }
        }
        return violations;
    }

    private static boolean leads(Source from, String link, Predicate<String> exists, UnaryOperator<String> text) {
        int hash = link.indexOf('#');
        var path = hash < 0 ? link : link.substring(0, hash);
        var target = path.isEmpty() ? from.path() : MarkdownFiles.resolve(from.folder(), path);
        if (!exists.test(target)) {
            return false;
        }
        var page = hash < 0 || !target.endsWith(".md") ? null : text.apply(target);
        return page == null || MarkdownFiles.anchors(page.lines().toList()).contains(link.substring(hash + 1));
    }

    /** Returns library scenarios that no test names, neither in its text nor in the name of a file it reads. */
    static List<String> untestedScenarios(List<Source> files) {
        var word = Pattern.compile("[\\w-]+");
        var named = files.stream()
                .filter(Source::test)
                .flatMap(test -> Stream.of(test.path(), test.text()))
                .flatMap(text -> word.matcher(text).results().map(MatchResult::group))
                .collect(Collectors.toSet());
        return files.stream()
                .filter(file -> file.path().matches("scenarios/(?!src/test/).*library/.*\\.yaml"))
                .filter(file -> !named.contains(file.fileName().replaceFirst("\\.yaml$", "")))
                .map(file -> file.at(1, "every scenario of the library is named in a test"))
                .toList();
    }

    /** Returns libraries of the parent POM that are missing in the notices of the jar. Test libraries are exempt. */
    static List<String> unnamedLibraries(Source pom, String notices, Set<String> forTests) {
        var managed = pom.text().substring(0, pom.text().indexOf("</dependencyManagement>"));
        return Pattern.compile("<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>")
                .matcher(managed)
                .results()
                .filter(found -> !found.group(1).equals("dev.brownout")
                        && !found.group(2).endsWith("-bom"))
                .filter(found -> !forTests.contains(found.group(2)) && !notices.contains(found.group(2)))
                .map(found -> pom.at(
                        managed.substring(0, found.start()).lines().count(),
                        "THIRD-PARTY-NOTICES.txt names every library, " + found.group(2) + " too"))
                .toList();
    }
}
