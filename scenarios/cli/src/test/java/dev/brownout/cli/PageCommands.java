package dev.brownout.cli;

import dev.brownout.architecture.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Command lines shown on documentation pages, in blocks and in sentences, in the order of each page. */
final class PageCommands {
    static final Path ROOT = Sources.ROOT;

    /** Pages without instructions, and pages with commands covered by tests that compare the output. */
    private static final List<String> TESTED_SEPARATELY = List.of("README.md", "coverage.md", "tutorial.md");

    /** Folders with parts of long pages. Other folders are generated, or other tests cover their commands. */
    private static final List<String> FOLDERS = List.of("", "contributing", "import", "modelling", "results");

    /** Command that runs until it is stopped. */
    private static final String ENDLESS = "serve";

    /** Commands that are too slow for regular builds. */
    static final List<String> LONG = List.of(
            "replicate", "compare", "sweep", "capacity", "tune", "falsify", "stability", "reliability", "verify");

    private static final Pattern IN_A_BLOCK = Pattern.compile("(?m)^ {4}(\\./brownout .*)$");
    private static final Pattern IN_A_SENTENCE = Pattern.compile("`((?:\\./)?brownout [^`]+)`");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```(.*?)\\n(.*?)^```$");
    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|'[^']*'|[^ ]+");
    private static final Pattern EXIT = Pattern.compile("exits ([0-9]+)");

    private PageCommands() {}

    /**
     * A command line of a page.
     *
     * @param page name of the page
     * @param words arguments after the name of the program
     * @param exit exit code stated on the page; 0 if none is stated
     */
    record Command(String page, List<String> words, int exit) {
        /** Returns whether the command is too slow for regular builds. */
        boolean takesLong() {
            return LONG.contains(words.get(0)) && !words.contains("--show") || words.contains("primary-failover");
        }
    }

    /** Returns the pages with commands that no other test covers. */
    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        for (String folder : FOLDERS) {
            pages(folder).stream()
                    .filter(page ->
                            !TESTED_SEPARATELY.contains(page.getFileName().toString()))
                    .forEach(pages::add);
        }
        return pages;
    }

    /** Returns the pages of a folder of the documentation, sorted by name. */
    static List<Path> pages(String folder) throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs").resolve(folder))) {
            return docs.filter(page -> page.toString().endsWith(".md")).sorted().toList();
        }
    }

    /** Returns the path of a page from the folder of the documentation, or from the root for a page outside of it. */
    static String name(Path page) {
        Path docs = ROOT.resolve("docs");
        return (page.startsWith(docs) ? docs : ROOT).relativize(page).toString().replace('\\', '/');
    }

    /** Writes the files that a page defines by name, such as {@code my.yaml}. */
    static void write(Path page, Path folder) throws IOException {
        Matcher block = FENCED.matcher(Files.readString(page));
        while (block.find()) {
            String[] kind = block.group(1).split(" ", -1);
            if (kind.length == 2 && kind[0].equals("yaml")) {
                Files.writeString(folder.resolve(kind[1]), block.group(2));
            }
        }
    }

    /** Copies the examples of the documentation into a folder {@code docs/examples} or {@code examples}. */
    static void copyExamples(Path target) throws IOException {
        Path examples = ROOT.resolve("docs/examples");
        try (Stream<Path> files = Files.walk(examples)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = target.resolve(examples.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    /** Returns the distinct commands of a page that end by themselves. */
    static List<Command> of(Path path) throws IOException {
        Set<Command> commands = new LinkedHashSet<>();
        String page = name(path);
        String text = Files.readString(path);
        String prose = FENCED.matcher(text).replaceAll("");
        Matcher block = IN_A_BLOCK.matcher(prose);
        while (block.find()) {
            String[] parts = block.group(1).split("\\s+#", 2);
            Matcher matcher = EXIT.matcher(parts.length == 1 ? "" : parts[1]);
            commands.add(new Command(page, words(parts[0]), matcher.find() ? Integer.parseInt(matcher.group(1)) : 0));
        }
        Matcher sentence = IN_A_SENTENCE.matcher(prose.replaceAll("(?m)^ {4}.*$", ""));
        while (sentence.find()) {
            List<String> words = words(sentence.group(1).replaceAll("\\s+", " "));
            // A single word after the program name without ./ is the name of a command, not a command line.
            if (words.size() > 1 || sentence.group(1).startsWith("./")) {
                commands.add(new Command(page, words, 0));
            }
        }
        commands.removeIf(command -> command.words().get(0).equals(ENDLESS));
        return List.copyOf(commands);
    }

    /**
     * Returns the words of a command line, without redirections and pipes. A quoted text is one word, and a placeholder
     * is replaced by an existing name.
     */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line.split(" [|>] ", 2)[0]);
        while (word.find()) {
            words.add(
                    switch (word.group()) {
                        case "FILE", "NAME" -> "hello-world";
                        case "KIND" -> "cache";
                        default -> unquoted(word.group());
                    });
        }
        return words.subList(1, words.size());
    }

    private static String unquoted(String word) {
        boolean whole = word.startsWith("'") || word.startsWith("\"");
        return whole ? word.substring(1, word.length() - 1) : word.replaceAll("[\"']", "");
    }
}
