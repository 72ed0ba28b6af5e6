package dev.brownout.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Row of {@code hostile.txt}: an unusual input and the expected reaction of the program.
 *
 * @param line line number in the table
 * @param code expected exit code
 * @param fragment expected part of the output
 * @param form template for the input: sections of a scenario, a whole file, or a command line
 * @param input the input, with escapes resolved
 */
record HostileInput(int line, int code, String fragment, String form, String input) {
    private static final Pattern REPEATED = Pattern.compile("«(.*?)×(\\d+)»", Pattern.DOTALL);
    private static final Pattern SECTION = Pattern.compile("([a-z_]+):.*", Pattern.DOTALL);
    private static final String GOOD = """
            run: 2s
            load: 20/s
            regions: { east: { at: us-east, users: 100% } }
            components:
              web: { kind: server, regions: [east], nodes: 2, service: 5ms }
              db: { kind: database, regions: [east], read: 2ms }
            requests:
              page: { path: [web, db], key: zipf(1.0 1k) }
            """;

    /** Returns all rows of the table. */
    static List<HostileInput> all() {
        List<HostileInput> rows = new ArrayList<>();
        String form = "{}";
        int number = 0;
        for (String line : lines()) {
            number++;
            if (line.startsWith(":: ")) {
                form = line.substring(3);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                String[] cells = line.split(" \\| ", 3);
                rows.add(new HostileInput(
                        number, Integer.parseInt(cells[0].strip()), cells[1].strip(), form, resolve(cells[2])));
            }
        }
        return rows;
    }

    private static List<String> lines() {
        try (InputStream in = HostileInput.class.getResourceAsStream("hostile.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String resolve(String text) {
        String plain = text.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r");
        plain = Pattern.compile("\\\\u([0-9a-f]{4})")
                .matcher(plain)
                .replaceAll(m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 16))));
        return REPEATED.matcher(plain)
                .replaceAll(m -> Matcher.quoteReplacement(m.group(1).repeat(Integer.parseInt(m.group(2)))));
    }

    /** Returns whether the form is a command line rather than a file. */
    boolean isTyped() {
        return form.startsWith("$ ");
    }

    /** Executes the row with files in a folder. */
    Session play(Path folder) throws IOException {
        Path file = folder.resolve("hostile.yaml");
        if (isTyped()) {
            Files.writeString(file, GOOD);
            List<String> words = new ArrayList<>();
            for (String word : form.substring(2).replace("{}", input).split(" ", -1)) {
                words.add(word.equals("GOOD") ? file.toString() : word.equals("''") ? "" : word);
            }
            return Session.of(words.toArray(String[]::new));
        }
        Files.writeString(file, text());
        return Session.of("run", file.toString());
    }

    /** Returns the text of the scenario file. */
    String text() {
        return form.startsWith("FILE ") ? form.substring(5).replace("{}", input) : scenario();
    }

    private String scenario() {
        Map<String, String> sections = sections(GOOD);
        sections.putAll(sections(form.replace("\\n", "\n").replace("{}", input)));
        return String.join("", sections.values());
    }

    /** Returns the sections of a scenario by name, each with its trailing line break. */
    private static Map<String, String> sections(String text) {
        Map<String, String> sections = new LinkedHashMap<>();
        String name = "";
        for (String line : text.lines().toList()) {
            Matcher begins = SECTION.matcher(line);
            if (begins.matches()) {
                name = begins.group(1);
                sections.put(name, "");
            }
            sections.merge(name, line + "\n", String::concat);
        }
        return sections;
    }

    @Override
    public String toString() {
        String shown = form.replace("{}", input);
        return "line " + line + ": " + (shown.length() > 80 ? shown.substring(0, 80) + "..." : shown);
    }
}
