package dev.brownout.site;

import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The pages of the site in the order of the navigation, from the file {@code map.yaml}. The map lists each page of the
 * folder exactly once.
 *
 * @param sections the sections of the navigation
 * @param split the long pages that the site splits at their headings
 * @param questions further names of pages for the search, by path
 */
record SiteMap(List<Section> sections, Set<String> split, Map<String, List<String>> questions) {
    /** Name of the file in the folder of the pages. */
    static final String FILE = "map.yaml";

    private static final String EXTENSION = ".md";

    /**
     * A section of the navigation.
     *
     * @param groups groups of pages; the first has no title if the section has pages of its own
     */
    record Section(String title, List<Group> groups) {}

    /**
     * Pages below one title.
     *
     * @param title the title; empty for the pages of the section itself
     * @param pages paths relative to the folder of the pages
     */
    record Group(String title, List<String> pages) {}

    /** Copies the collections. */
    SiteMap {
        sections = List.copyOf(sections);
        split = Set.copyOf(split);
        questions = Map.copyOf(questions);
    }

    /** Returns the paths of all pages in order. */
    List<String> pages() {
        return sections.stream()
                .flatMap(section -> section.groups().stream())
                .flatMap(group -> group.pages().stream())
                .toList();
    }

    /** Returns a map with several pages in the place of each page. */
    SiteMap expanded(Function<String, List<String>> parts) {
        return new SiteMap(
                sections.stream()
                        .map(section -> new Section(
                                section.title(),
                                section.groups().stream()
                                        .map(group -> new Group(
                                                group.title(),
                                                group.pages().stream()
                                                        .flatMap(page -> parts.apply(page).stream())
                                                        .toList()))
                                        .toList()))
                        .toList(),
                split,
                questions);
    }

    /**
     * Reads the map of a folder.
     *
     * @param generated paths of the pages that are no files of the folder
     * @throws InvalidSiteException if the map has an error, lists a page that does not exist or lists it twice, or does
     *     not list a page of the folder
     */
    static SiteMap of(Path docs, Set<String> generated) throws IOException, InvalidSiteException {
        return new Reader(docs, generated).read();
    }

    /** Reads the nodes of the map, and collects all problems. */
    private static final class Reader {
        private final Path docs;
        private final ProblemCollector findings = new ProblemCollector();
        private final Set<String> listed = new LinkedHashSet<>();
        private final Set<String> existing;

        Reader(Path docs, Set<String> generated) throws IOException {
            this.docs = docs;
            try (Stream<Path> files = Files.walk(docs)) {
                existing = new TreeSet<>(files.filter(file -> file.toString().endsWith(EXTENSION))
                        .map(file -> docs.relativize(file).toString().replace('\\', '/'))
                        .toList());
            }
            existing.addAll(generated);
        }

        SiteMap read() throws IOException, InvalidSiteException {
            Path file = docs.resolve(FILE);
            Node root = YamlReader.read(file.toString(), Files.readString(file), SourceLocation.FILE, findings);
            List<Section> sections = new ArrayList<>();
            Set<String> split = new TreeSet<>();
            Map<String, List<String>> questions = new TreeMap<>();
            if (root instanceof Entries map) {
                known(map, List.of("split", "questions", "sections"));
                List<Entries> all = maps(map, "sections");
                explicit(all);
                all.forEach(section -> sections.add(section(section)));
                for (Text page : texts(map, "split")) {
                    split.add(page.value());
                    if (!listed.contains(page.value())) {
                        findings.error(page.location(), "the page '" + page.value() + "' is in no section");
                    }
                }
                questions(map, questions);
            } else if (root != null) {
                findings.error(root.location(), "the map is a map with the key 'sections'");
            }
            List<String> problems = new ArrayList<>(
                    findings.sorted().stream().map(Problem::render).toList());
            if (problems.isEmpty()) {
                existing.stream()
                        .filter(page -> !listed.contains(page))
                        .forEach(page -> problems.add(docs.resolve(page) + ": the page is not in " + file));
            }
            if (!problems.isEmpty()) {
                throw new InvalidSiteException(problems);
            }
            return new SiteMap(sections, split, questions);
        }

        private void questions(Entries map, Map<String, List<String>> questions) {
            if (map.get("questions") instanceof Entries pages) {
                pages.entries().forEach((page, entry) -> {
                    if (!existing.contains(page)) {
                        findings.unknownName(entry.key(), "page", page, existing);
                    }
                    questions.put(
                            page, texts(pages, page).stream().map(Text::value).toList());
                });
            }
        }

        /** Records the pages that are listed by name, so that a folder does not repeat them. */
        private void explicit(List<Entries> sections) {
            for (Entries section : sections) {
                names(section);
                maps(section, "groups").forEach(this::names);
            }
        }

        private void names(Entries map) {
            for (Text page : texts(map, "pages")) {
                if (!existing.contains(page.value())) {
                    findings.unknownName(page.location(), "page", page.value(), existing);
                } else if (!listed.add(page.value())) {
                    findings.error(page.location(), "the page '" + page.value() + "' is listed twice");
                }
            }
        }

        private Section section(Entries map) {
            known(map, List.of("title", "pages", "groups"));
            List<Group> groups = new ArrayList<>();
            List<String> own = texts(map, "pages").stream().map(Text::value).toList();
            if (!own.isEmpty()) {
                groups.add(new Group("", own));
            }
            for (Entries group : maps(map, "groups")) {
                known(group, List.of("title", "pages", "folder"));
                List<String> pages = new ArrayList<>(
                        texts(group, "pages").stream().map(Text::value).toList());
                if (group.get("folder") instanceof Text folder) {
                    pages.addAll(folder(folder));
                }
                groups.add(new Group(title(group), pages));
            }
            return new Section(title(map), groups);
        }

        /** Returns the pages of a folder that are not listed by name, sorted; the index of the folder is first. */
        private List<String> folder(Text folder) {
            String prefix = folder.value() + "/";
            List<String> pages = existing.stream()
                    .filter(page -> page.startsWith(prefix) && page.indexOf('/', prefix.length()) < 0)
                    .filter(listed::add)
                    .sorted((a, b) -> Boolean.compare(b.endsWith("/README.md"), a.endsWith("/README.md")))
                    .toList();
            if (existing.stream().noneMatch(page -> page.startsWith(prefix))) {
                findings.error(folder.location(), "the folder '" + folder.value() + "' has no pages");
            }
            return pages;
        }

        private String title(Entries map) {
            if (map.get("title") instanceof Text text && !text.value().isBlank()) {
                return text.value();
            }
            findings.error(map.location(), "a section and a group need a title");
            return "";
        }

        private void known(Entries map, List<String> keys) {
            map.entries().forEach((key, entry) -> {
                if (!keys.contains(key)) {
                    findings.unknownName(entry.key(), "key", key, keys);
                }
            });
        }

        private List<Entries> maps(Entries map, String key) {
            List<Entries> found = new ArrayList<>();
            for (Node item : items(map, key)) {
                if (item instanceof Entries entries) {
                    found.add(entries);
                } else {
                    findings.error(item.location(), "expected a map in '" + key + "'");
                }
            }
            return found;
        }

        private List<Text> texts(Entries map, String key) {
            List<Text> found = new ArrayList<>();
            for (Node item : items(map, key)) {
                if (item instanceof Text text) {
                    found.add(text);
                } else {
                    findings.error(item.location(), "expected a text in '" + key + "'");
                }
            }
            return found;
        }

        private List<Node> items(Entries map, String key) {
            Node value = map.get(key);
            if (value instanceof Items items) {
                return items.items();
            }
            if (value != null) {
                findings.error(value.location(), "'" + key + "' is a list");
            }
            return List.of();
        }
    }
}
