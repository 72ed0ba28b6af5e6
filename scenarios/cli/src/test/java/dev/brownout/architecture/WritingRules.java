package dev.brownout.architecture;

import dev.brownout.architecture.Sources.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Counters of nonstandard words and names in the files of the product. */
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
    /** Nouns that look like participles, some of them terms of the field. */
    private static final Pattern NOUN =
            Pattern.compile("Ring|String|Feed|Seed|Speed|Need|Thing|Timing|Setting|Ceiling|Swing"
                    + "|Locking|Routing|Hashing|Sharding|Balancing|Scaling|Scheduling|Shedding|Sampling|Rounding");

    /** People in visible text, where a process must not be "he" either. */
    private static final Pattern PERSON = Pattern.compile(
            "\\b(who|whom|whose|whoever|somebody|someone|nobody|any(body|one)|he|him|his|himself)\\b",
            Pattern.CASE_INSENSITIVE);
    /** Words that the field says otherwise, in the senses in which they were used. */
    private static final Pattern BANNED = Pattern.compile(
            "\\b(on paper|paper and pencil|told|foretold|foretells?|as (it|they) (should|must)|c[ao]me out|goes dark"
                    + "|stands? still|patience|g[ai]ves? up|taken back|takes? back|held against|rungs?|look-ups?"
                    + "|at once|anew|likewise|besides|so (many|long)|one king|whole carts|heard of|ledgers?"
                    + "|(unless|if not|must be) said|for ever|wants?|out of the ordinary|no chance"
                    + "|(?<!(Little|Amdahl|Zipf|Moore)'s )(?<!power[- ])(?<!scalability )laws?)\\b",
            Pattern.CASE_INSENSITIVE);
    /** A string or text block of Java; comments and characters match first and have no group. */
    private static final Pattern LITERAL = Pattern.compile(
            "/\\*.*?\\*/|//[^\n]*|'(?:\\\\.|[^'\\\\\n])+'|\"\"\"(.*?)\"\"\"|\"((?:\\\\.|[^\"\\\\\n])*)\"",
            Pattern.DOTALL);

    private WritingRules() {}

    /** Returns the strings of Java files that have several words, and the whole text of the other files. */
    static List<String> visible(List<Source> files) {
        List<String> texts = new ArrayList<>();
        for (Source file : files) {
            if (!file.java()) {
                texts.add(file.text());
                continue;
            }
            Matcher literal = LITERAL.matcher(file.text());
            while (literal.find()) {
                String text = literal.group(1) == null ? literal.group(2) : literal.group(1);
                if (text != null && text.contains(" ")) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    /** Counts words for people in visible texts. */
    static long persons(List<String> texts) {
        return count(PERSON, texts);
    }

    /** Counts nonstandard words in visible texts. */
    static long banned(List<String> texts) {
        return count(BANNED, texts);
    }

    private static long count(Pattern pattern, List<String> texts) {
        return texts.stream()
                .mapToLong(text -> pattern.matcher(text).results().count())
                .sum();
    }

    /** Returns the prose of all doc comments, without margins. */
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
        return count(WORD, comments);
    }

    /** Counts words that refer to people. Processes are not people. */
    static long people(List<String> comments) {
        return count(PEOPLE, comments);
    }

    /** Counts comments that begin with a relative word or a pronoun and therefore have no subject. */
    static long relative(List<String> comments) {
        return comments.stream()
                .filter(text ->
                        RELATIVE.matcher(text.lines().findFirst().orElse("")).matches())
                .count();
    }

    /** Returns the simple names of top-level types. */
    static List<String> types(List<Source> files) {
        return files.stream()
                .map(Source::className)
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .filter(name -> !name.endsWith("-info"))
                .toList();
    }

    /** Returns names of a single word. */
    static List<String> singleWords(List<String> types) {
        return types.stream().filter(name -> name.matches("\\p{Lu}\\p{Ll}*")).toList();
    }

    /** Returns names shared by two or more types. */
    static List<String> duplicates(List<String> types) {
        Map<String, Long> counts =
                types.stream().collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns types with a participle for a name, nested types included. */
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
