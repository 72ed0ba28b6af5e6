package dev.brownout.importing.config;

import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.SourceText;
import dev.brownout.language.yaml.Node.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parser of {@code .properties} files: comments, continued lines and escapes as in {@link java.util.Properties}, and
 * several documents as in Spring Boot, separated by {@code #---} or {@code !---}.
 */
public final class PropertiesText {
    private static final String BLANKS = " \t\f";
    private static final Pattern SEPARATOR = Pattern.compile("[#!]---\\s*");
    private static final int HEX = 16;
    private static final int HEX_DIGITS = 4;

    /** Line of a file without another property, such as {@code a.b=c}: the form that identifies the format. */
    private static final Pattern ASSIGNMENT = Pattern.compile("[\\w.\\-\\[\\]/\"]+\\s*=.*");

    private final SourceText source;
    private final List<List<Property>> documents = new ArrayList<>();
    private List<Property> document = new ArrayList<>();

    /**
     * Property with its location.
     *
     * @param key key without escapes
     * @param place location of the key
     * @param value value without escapes, with its location
     */
    public record Property(String key, SourceLocation place, Text value) {}

    private PropertiesText(SourceText source) {
        this.source = source;
    }

    /** Returns the properties of each document of a file, in their order. */
    public static List<List<Property>> documents(ConfigFile file) {
        PropertiesText parser = new PropertiesText(SourceText.of(file.name(), file.text()));
        parser.read();
        return parser.documents;
    }

    /** Returns whether a file has properties: by the end of its name, or as each line is an assignment. */
    public static boolean isProperties(ConfigFile file) {
        String name = file.name();
        if (name.endsWith(".properties") || name.endsWith(".env")) {
            return true;
        }
        List<String> lines = file.text()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith("!"))
                .toList();
        return !name.matches(".*\\.(ya?ml|json)")
                && !lines.isEmpty()
                && lines.stream().allMatch(line -> ASSIGNMENT.matcher(line).matches());
    }

    private void read() {
        int number = 1;
        while (number <= source.lines().size()) {
            String line = source.line(number);
            String text = line.stripLeading();
            if (SEPARATOR.matcher(text).matches()) {
                finish();
                number++;
            } else if (text.isEmpty() || text.startsWith("#") || text.startsWith("!")) {
                number++;
            } else {
                int first = number;
                StringBuilder whole = new StringBuilder(text);
                while (continues(whole) && number < source.lines().size()) {
                    whole.setLength(whole.length() - 1);
                    whole.append(source.line(++number).stripLeading());
                }
                property(whole.toString(), first, line.length() - text.length() + 1);
                number++;
            }
        }
        finish();
    }

    private void finish() {
        if (!document.isEmpty()) {
            documents.add(document);
            document = new ArrayList<>();
        }
    }

    /** Returns whether a line ends with an odd number of backslashes. */
    private static boolean continues(CharSequence line) {
        int slashes = 0;
        while (slashes < line.length() && line.charAt(line.length() - 1 - slashes) == '\\') {
            slashes++;
        }
        return slashes % 2 == 1;
    }

    private void property(String line, int number, int column) {
        int end = 0;
        while (end < line.length() && BLANKS.indexOf(line.charAt(end)) < 0 && "=:".indexOf(line.charAt(end)) < 0) {
            end += line.charAt(end) == '\\' ? 2 : 1;
        }
        end = Math.min(end, line.length());
        int start = skipped(line, end);
        if (start < line.length() && "=:".indexOf(line.charAt(start)) >= 0) {
            start = skipped(line, start + 1);
        }
        String value = unescaped(line.substring(start));
        SourceLocation place =
                new SourceLocation(source, number, column, Math.max(1, end), SourceLocation.FILE, List.of());
        SourceLocation location = new SourceLocation(
                source, number, column + start, Math.max(1, value.length()), SourceLocation.FILE, List.of());
        document.add(
                new Property(unescaped(line.substring(0, end)), place, new Text(value, value.isEmpty(), location)));
    }

    private static int skipped(String line, int from) {
        int index = from;
        while (index < line.length() && BLANKS.indexOf(line.charAt(index)) >= 0) {
            index++;
        }
        return index;
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                plain.append(c);
                continue;
            }
            char escaped = text.charAt(++i);
            Optional<Character> unicode = escaped == 'u' ? unicode(text, i + 1) : Optional.empty();
            if (unicode.isPresent()) {
                plain.append(unicode.get().charValue());
                i += HEX_DIGITS;
            } else {
                int known = "tnrf".indexOf(escaped);
                plain.append(known < 0 ? escaped : "\t\n\r\f".charAt(known));
            }
        }
        return plain.toString();
    }

    private static Optional<Character> unicode(String text, int from) {
        if (from + HEX_DIGITS > text.length()) {
            return Optional.empty();
        }
        String digits = text.substring(from, from + HEX_DIGITS);
        return digits.matches("[0-9A-Fa-f]{4}") ? Optional.of((char) Integer.parseInt(digits, HEX)) : Optional.empty();
    }
}
