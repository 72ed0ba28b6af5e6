package dev.brownout.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.roastedroot.quickjs4j.core.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Scripts of the pages: each is valid JavaScript, and each import names an export of a module. */
@Tag("once")
class ScriptModulesTest {
    private static final String BUNDLE = "scenarios/src/main/resources/dev/brownout/page/site/editor/codemirror.js";

    /** Folders of modules, with the folder of the page that serves their files. */
    private static final Map<String, String> SERVED = Map.of(
            "scenarios/src/main/resources/dev/brownout/page/site/", "/",
            "scenarios/web/src/test/page/", "/",
            "reports/src/main/resources/dev/brownout/html/script/", "/report/");

    private static final Pattern IMPORT =
            Pattern.compile("(?m)^(import|export) (?:\\* as (\\w+)|\\{([^}]*)}) from [\"'](.+?)[\"'];");
    private static final Pattern EXPORT =
            Pattern.compile("(?m)^export (?:async )?(?:function|class|const|let) (\\w+)|\\bexport ?\\{([^}]*)}");
    private static final Pattern ERROR = Pattern.compile("Error: (.*)(?:\\R\\s+at function\\.mjs:(\\d+))?");

    private static final Path ROOT = Path.of("../../..").toAbsolutePath().normalize();
    private static final List<Script> SCRIPTS = scripts();

    /** A file: path from the root of the repository, with slashes, and text. */
    private record Script(String path, String text) {}

    @Test
    void everyScriptIsValid() {
        List<Script> written =
                SCRIPTS.stream().filter(script -> !script.path().equals(BUNDLE)).toList();
        assertThat(written).hasSizeGreaterThan(90);
        assertThat(errors(written)).isEmpty();
    }

    @Test
    void invalidScriptsAreReported() {
        String valid = "import { a as b } from './a.js';\nclass C { #d = b?.e ?? 1; }\nexport { C };\n";
        assertThat(errors(List.of(
                        new Script("valid.js", valid),
                        new Script("token.js", "import {\n  a\n} from './a.js';\nconst b = ;\n"),
                        new Script("twice.js", "import { a } from './a.js';\n\nconst a = 1;\n"),
                        new Script("export.js", "export { absent };\n"))))
                .satisfiesExactly(
                        error -> assertThat(error).startsWith("token.js:4: "),
                        error -> assertThat(error).startsWith("twice.js:3: "),
                        error -> assertThat(error).isEqualTo("export.js: exported variable 'absent' does not exist"));
    }

    @Test
    void everyImportNamesAnExport() {
        Map<String, Set<String>> exports = new TreeMap<>();
        SCRIPTS.forEach(script -> exports.put(address(script), exports(script)));
        List<String> absent = new ArrayList<>();
        int checked = 0;
        for (Script script : SCRIPTS) {
            for (MatchResult each : imports(script)) {
                String module =
                        URI.create(address(script)).resolve(each.group(4)).getPath();
                Set<String> exported = exports.getOrDefault(module, Set.of());
                for (String name : names(each.group(3), 0)) {
                    checked++;
                    if (!exported.contains(name)) {
                        absent.add(script.path() + " imports " + name + " from " + module);
                    }
                }
            }
        }
        assertThat(absent).isEmpty();
        assertThat(checked).isGreaterThan(400);
    }

    /** Returns the scripts of the repository. Build output and hidden files are excluded. */
    private static List<Script> scripts() {
        List<Script> found = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    String name = folder.getFileName().toString();
                    boolean excluded = !folder.equals(ROOT) && name.matches("\\..*|target|out|node_modules");
                    return excluded ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (file.toString().endsWith(".js")) {
                        String path = ROOT.relativize(file).toString().replace('\\', '/');
                        found.add(new Script(path, Files.readString(file)));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(found);
    }

    /** Returns the syntax errors of modules. The engine loads no module, so that declarations replace imports. */
    private static List<String> errors(List<Script> scripts) {
        List<String> errors = new ArrayList<>();
        try (Engine engine = Engine.builder().build()) {
            for (Script script : scripts) {
                String alone = IMPORT.matcher(script.text()).replaceAll(ScriptModulesTest::declaration);
                try {
                    engine.free(engine.compileRaw(alone.getBytes(StandardCharsets.UTF_8)));
                } catch (IllegalArgumentException invalid) {
                    // The engine keeps the output of earlier errors.
                    errors.add(ERROR.matcher(invalid.getMessage())
                            .results()
                            .reduce((earlier, last) -> last)
                            .map(error -> script.path() + (error.group(2) == null ? "" : ":" + error.group(2)) + ": "
                                    + error.group(1))
                            .orElseThrow(() -> invalid));
                }
            }
        }
        return errors;
    }

    /** Returns a declaration of the imported names, with as many line breaks as the import. */
    private static String declaration(MatchResult each) {
        String names = each.group(2) != null ? each.group(2) : String.join(", ", names(each.group(3), 1));
        return (each.group(1).equals("export") ? "" : "let " + names + ";")
                + "\n".repeat((int) each.group().lines().count() - 1);
    }

    private static List<MatchResult> imports(Script script) {
        return IMPORT.matcher(script.text()).results().toList();
    }

    private static Set<String> exports(Script script) {
        return EXPORT.matcher(script.text())
                .results()
                .flatMap(each -> each.group(1) != null ? Stream.of(each.group(1)) : names(each.group(2), 1).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the names of a list such as {@code a, b as c}: those before {@code as} or those after it. */
    private static List<String> names(String list, int side) {
        return list == null
                ? List.of()
                : Arrays.stream(list.split(",", -1))
                        .map(name -> name.strip().split(" as ", 2))
                        .map(name -> name[Math.min(side, name.length - 1)])
                        .filter(name -> !name.isEmpty())
                        .toList();
    }

    /** Returns the path of a script in the page that imports it; its own path if no page imports it. */
    private static String address(Script script) {
        return SERVED.entrySet().stream()
                .filter(folder -> script.path().startsWith(folder.getKey()))
                .map(folder -> script.path().replace(folder.getKey(), folder.getValue()))
                .findFirst()
                .orElse("/" + script.path());
    }
}
