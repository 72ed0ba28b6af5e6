package dev.brownout.architecture;

import dev.brownout.architecture.Sources.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Counts words and names that readers of the field do not know, in the Java files of the product. */
final class WritingRules {
    private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern MARGIN = Pattern.compile("(?m)^\\s*\\*\\s?");
    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}'-]*");
    private static final Pattern PEOPLE = Pattern.compile(
            "\\b(who|whom|whose|whoever|somebody|someone|nobody|any(body|one))\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern RELATIVE =
            Pattern.compile("(What|Where|When|How|Who|Whose|Whoever|Whether|Why|Which|Those"
                    + "|That|It|They|There|Then|Here|As|The same|The others?|Others?|All|Some|So many|So long|So much"
                    + "|Up to|From|Of|In|At|One|Another|Nothing|Everything|Also)\\b.*");
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|record|interface|enum)\\s+([A-Z]\\w*)");
    private static final Pattern NO_CODE =
            Pattern.compile("/\\*.*?\\*/|//[^\n]*|\"(?:\\\\.|[^\"\\\\\n])*\"", Pattern.DOTALL);
    private static final Pattern PARTICIPLE =
            Pattern.compile("\\p{Lu}\\p{Ll}+(ed|ing)|Told|Said|Held|Given|Taken|Known|Kept"
                    + "|Lost|Sent|Met|Shown|Drawn|Written|Meant|Struck|Heard|Found|Made|Done|Gone|Seen|Begun|Bound"
                    + "|Built|Read|Spent|Sold|Left");
    /** Nouns, some of them of the field, that only look like participles. */
    private static final Pattern NOUN =
            Pattern.compile("Ring|String|Feed|Seed|Speed|Need|Thing|Timing|Setting|Ceiling|Swing"
                    + "|Locking|Routing|Hashing|Sharding|Balancing|Scaling|Scheduling|Shedding|Sampling|Rounding");

    private WritingRules() {}

    /** The prose of all doc comments, without margins. */
    static List<String> comments(List<Source> files) {
        List<String> comments = new ArrayList<>();
        for (Source file : files) {
            Matcher comment = COMMENT.matcher(file.text());
            while (comment.find()) {
                comments.add(MARGIN.matcher(comment.group(1)).replaceAll("").strip());
            }
        }
        return comments;
    }

    static long words(List<String> comments) {
        return comments.stream()
                .mapToLong(text -> WORD.matcher(text).results().count())
                .sum();
    }

    /** Counts words for people: processes are none. */
    static long people(List<String> comments) {
        return comments.stream()
                .mapToLong(text -> PEOPLE.matcher(text).results().count())
                .sum();
    }

    /** Comments that begin with a relative word or a pronoun, so that they have no subject of their own. */
    static long relative(List<String> comments) {
        return comments.stream()
                .filter(text ->
                        RELATIVE.matcher(text.lines().findFirst().orElse("")).matches())
                .count();
    }

    /** The names of types that have a file of their own. */
    static List<String> types(List<Source> files) {
        return files.stream()
                .map(Source::className)
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .filter(name -> !name.endsWith("-info"))
                .toList();
    }

    /** Names of a single word. */
    static List<String> singleWords(List<String> types) {
        return types.stream().filter(name -> name.matches("\\p{Lu}\\p{Ll}*")).toList();
    }

    /** Names that two or more types have. */
    static List<String> duplicates(List<String> types) {
        Map<String, Long> counts =
                types.stream().collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Types, nested ones too, that have a participle for a name. */
    static List<String> participles(List<Source> files) {
        List<String> found = new ArrayList<>();
        for (Source file : files) {
            Matcher type = TYPE.matcher(NO_CODE.matcher(file.text()).replaceAll(" "));
            while (type.find()) {
                String name = type.group(1);
                if (PARTICIPLE.matcher(name).matches() && !NOUN.matcher(name).matches()) {
                    found.add(name);
                }
            }
        }
        return found;
    }
}
