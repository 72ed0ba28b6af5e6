package dev.brownout.importing.proxy;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files of a configuration of nginx. An included file is a given file with that name, or a file below the folder of the
 * first file. Paths below {@code /etc/nginx} are relative to that folder.
 */
final class NginxFiles {
    private static final Pattern PREFIX = Pattern.compile("^(/etc/nginx/|/usr/local/nginx/conf/|\\./)");
    private static final int MOST_FILES = 200;

    private final List<ImportSource> sources;
    private final Map<String, List<ProxyDirective>> parsed = new LinkedHashMap<>();
    private final List<String> included = new ArrayList<>();
    private final DirectiveReport report;

    /**
     * Reads the given files.
     *
     * @throws ImportException if a file cannot be read
     */
    NginxFiles(List<ImportSource> sources) throws ImportException {
        this.sources = sources;
        List<ConfigFile> files = ConfigFile.all(sources);
        this.report = new DirectiveReport(files.stream().map(ConfigFile::name).toList());
        for (ConfigFile file : files) {
            parse(file.name(), file.text());
        }
    }

    /** Returns the report on the directives. */
    DirectiveReport report() {
        return report;
    }

    private void parse(String name, String text) throws ImportException {
        List<ProxyDirective> directives = NginxParser.parse(name, text);
        parsed.put(name, directives);
        report.add(directives);
    }

    /**
     * Returns the directives of all files, with included files in place of the directives that include them.
     *
     * @throws ImportException if an included file cannot be read
     */
    List<ProxyDirective> directives() throws ImportException {
        Map<String, List<ProxyDirective>> resolved = new LinkedHashMap<>();
        for (String name : List.copyOf(parsed.keySet())) {
            resolved.put(name, resolveIncludes(parsed.get(name), 0));
        }
        List<ProxyDirective> all = new ArrayList<>();
        resolved.forEach((name, directives) -> {
            if (!included.contains(name)) {
                all.addAll(directives);
            }
        });
        return all;
    }

    private List<ProxyDirective> resolveIncludes(List<ProxyDirective> directives, int depth) throws ImportException {
        List<ProxyDirective> all = new ArrayList<>();
        for (ProxyDirective directive : directives) {
            if (directive.name().equals("include")) {
                all.addAll(included(directive, depth));
            } else if (directive.block().isEmpty()) {
                all.add(directive);
            } else {
                ProxyDirective inner = new ProxyDirective(
                        directive.name(),
                        directive.args(),
                        resolveIncludes(directive.block(), depth),
                        directive.file(),
                        directive.line());
                report.replace(directive, inner);
                all.add(inner);
            }
        }
        return all;
    }

    private List<ProxyDirective> included(ProxyDirective include, int depth) throws ImportException {
        String path = PREFIX.matcher(include.arg(0)).replaceFirst("");
        if (path.matches("(.*/)?(mime\\.types|modules(-enabled)?/.*|fastcgi_params|uwsgi_params|scgi_params)")) {
            report.passedOver(include, "media types, modules and parameters of requests change neither load nor time");
            return List.of();
        }
        List<String> names = new ArrayList<>();
        Pattern glob = Pattern.compile(
                "(.*/)?" + Pattern.quote(path).replace("*", "\\E[^/]*\\Q").replace("?", "\\E[^/]\\Q"));
        for (String name : parsed.keySet()) {
            if (glob.matcher(name).matches() && !name.equals(include.file())) {
                names.add(name);
            }
        }
        for (Path file : nearby(path)) {
            String name = file.getFileName().toString();
            boolean known = sources.stream()
                    .anyMatch(source -> source.path()
                            .map(own -> own.normalize().equals(file))
                            .orElse(false));
            if (!known && parsed.size() < MOST_FILES) {
                String shown = parsed.containsKey(name) ? file.toString() : name;
                parse(
                        shown,
                        ConfigFile.all(List.of(ImportSource.file(file))).get(0).text());
                names.add(shown);
            }
        }
        if (names.isEmpty() && path.contains("*")) {
            report.leftOut(
                    include,
                    "no file near the given files matches '" + include.arg(0)
                            + "'; name the files too, as they may have servers and upstreams");
        } else if (names.isEmpty() || depth > 10) {
            report.leftOut(include, "'" + include.arg(0) + "' is not found near the given files; name it too");
        } else {
            report.markUsed(include);
        }
        List<ProxyDirective> all = new ArrayList<>();
        for (String name : names) {
            included.add(name);
            all.addAll(depth > 10 ? List.of() : resolveIncludes(parsed.get(name), depth + 1));
        }
        return all;
    }

    /** Returns the files at a relative path or pattern below the folder of the first given file, in their order. */
    private List<Path> nearby(String pattern) throws ImportException {
        Optional<Path> first = sources.get(0)
                .path()
                .map(path -> path.toAbsolutePath().normalize().getParent());
        if (first.isEmpty() || pattern.startsWith("/")) {
            return List.of();
        }
        int slash = pattern.lastIndexOf('/');
        Path folder = first.get()
                .resolve(slash < 0 ? "" : pattern.substring(0, slash))
                .normalize();
        String glob = pattern.substring(slash + 1).toLowerCase(Locale.ROOT);
        Pattern name =
                Pattern.compile(Pattern.quote(glob).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> name.matcher(file.getFileName().toString().toLowerCase(Locale.ROOT))
                            .matches())
                    .sorted()
                    .map(file -> sources.get(0).path().get().isAbsolute() ? file : relative(file))
                    .toList();
        } catch (IOException unreadable) {
            throw ImportException.unreadable(folder.toString(), unreadable);
        }
    }

    private static Path relative(Path file) {
        return Path.of("").toAbsolutePath().relativize(file);
    }
}
