package dev.brownout.architecture;

import dev.brownout.architecture.Sources.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rules of prose in standard technical English: one table, and a reader of the prose in all files. */
final class ProseRules {
    /**
     * A row of the table.
     *
     * @param words pattern of the words to avoid
     * @param replacement the words to use
     * @param comments whether the rule is about comments alone
     * @param except pattern of the paths of files in which the words are terms of the field
     */
    private record Rule(String words, String replacement, boolean comments, String except) {}

    private static final List<Rule> TABLE = List.of(
            new Rule(
                    "who|whom|whoever|somebody|someone|nobody|any(body|one)",
                    "client, caller, server, user",
                    false,
                    ".*/search\\.js"),
            comment("whose", "with, of, its"),
            prose("(?<!-)he|she|him|his|himself|herself", "the client, the user, it"),
            prose("on paper|paper and pencil", "analytical estimate"),
            prose("told|foretold|foretells?", "reported, printed, predicted"),
            prose("as (it|they) (should|must)", "PASS, expected violation"),
            prose("c[ao]me out", "resulted in"),
            prose("held against", "validated against"),
            prose("goes dark|stands? still", "is down, is paused"),
            prose("patience(?!:)|g[ai]ves? up", "timeout, times out"),
            prose("taken back|takes? back", "cancelled, reverted, releases"),
            new Rule(
                    "(?<![-'/>=]|'s |littles |power[- ]|time |scalability |utilisation )(?-i:Laws|laws?)(?! of large)",
                    "distribution, theory",
                    false,
                    "pom.xml"),
            new Rule("rungs?", "lesson, step", false, ".*/eventlist/.*"),
            prose("look-ups?|one king|whole carts", "lookup, dual-primary time, stale reads"),
            prose("at once|for ever", "immediately, at the same time, without end"),
            prose("so (many|long)", "n, a duration"),
            prose("anew|likewise|besides(?=[,.:;])", "again, also"),
            prose("heard of|(unless|if not|must be) said", "known, specified"),
            prose("wants?|for want of|no chance|out of the ordinary", "needs, without, unusual"),
            new Rule(
                    "ask(s|ed)?|tells?|hears?|knows?|stands? (for|in)|(come|goe)s (back|on)|looks? (for|like)",
                    "requests, reports, receives, has, is, continues",
                    true,
                    ".*\\.(java|ya?ml)"),
            comment("of ((the|a|an|its|each) )?\\w+ of ((the|a|an|its|each) )?\\w+ of", "a compound noun"),
            comment("what|how (long|much|many|often|far)", "duration, number, text, any"),
            comment(
                    "\\A(?-i:What|Where|When|How|Who|Whether|Why|Which|Those|That|It|They|There|Then|Here|So|Of"
                            + "|The same|The others|Nothing|Everything)",
                    "begin with a verb or a noun"));

    private static final Pattern WORDS = Pattern.compile(
            TABLE.stream()
                    .map(rule -> "(" + rule.words.replace(" ", "\\s{1,9}").replaceAll("\\((?!\\?)", "(?:") + ")")
                    .collect(Collectors.joining("|", "\\b(?:", ")\\b")),
            Pattern.CASE_INSENSITIVE);

    /** Comments of a language; in Java also literals, in Markdown code. */
    private static final Map<String, Pattern> TOKENS = Map.of(
            "java",
            tokens("/\\*.*?\\*/|//[^\n]*(\n *//[^\n]*)*|'(\\\\.|[^'\\\\\n])+'"
                    + "|\"\"\".*?\"\"\"|\"(\\\\.|[^\"\\\\\n])*\""),
            "js",
            tokens("/\\*.*?\\*/|(?<![:\"'`\\w\\\\])//[^\n]*(\n *//[^\n]*)*"),
            "py",
            tokens("(?<![\\w\"'])#[^\n]*(\n *#[^\n]*)*|\"\"\".*?\"\"\""),
            "sh",
            tokens("(?<=^|\\s)#(?!!)[^\n]*(\n[ \t]*#[^\n]*)*"),
            "xml",
            tokens("<!--.*?-->"),
            "md",
            tokens("^ *```.*?^ *```|`[^`\n]*`"));

    private static final Pattern UNREAD = Pattern.compile(".*/src/(test|it)/.*(?<!\\.java|\\.js|\\.md)"
            + "|(?!.*/src/main/).*\\.(json|html)|.*\\.(css|g4)|.*/codemirror\\.js|docs/fidelity\\.md"
            + "|.*/architecture/ProseRules(Test)?\\.java");
    private static final Pattern MARGIN =
            Pattern.compile("(?m)^[ \t]*(/?\\*+/?|//+|#+|<!--|\"\"\")|\\*+/|-->|\"\"\"|@param\\s+\\S+|\\\\n");
    private static final Pattern CODE = Pattern.compile("\\{@(code|link|value)[^}]*}|`[^`\n]*`");

    private ProseRules() {}

    private static Rule prose(String words, String replacement) {
        return new Rule(words, replacement, false, "");
    }

    private static Rule comment(String words, String replacement) {
        return new Rule(words, replacement, true, "");
    }

    private static Pattern tokens(String token) {
        return Pattern.compile(token, Pattern.DOTALL | Pattern.MULTILINE);
    }

    /** Returns violations in files as {@code path:line: words}, with a replacement. */
    static List<String> violations(List<Source> files) {
        var found = new ArrayList<String>();
        for (var file : files) {
            if (UNREAD.matcher(file.path()).matches()) {
                continue;
            }
            for (var passage : passages(file)) {
                var words = WORDS.matcher(passage.text);
                while (words.find()) {
                    int row = 0;
                    while (words.group(row + 1) == null) {
                        row++;
                    }
                    var rule = TABLE.get(row);
                    if ((passage.comment || !rule.comments) && !file.path().matches(rule.except)) {
                        var before = file.text().substring(0, passage.start + words.end());
                        found.add(file.at(
                                before.lines().count(),
                                words.group().replaceAll("\\s+", " ") + " -> " + rule.replacement));
                    }
                }
            }
        }
        return found;
    }

    /** Prose of a file from an offset on. Code in it is masked, so that all offsets are those of the file. */
    record Passage(boolean comment, int start, String text) {}

    /** Returns the comments, then the remaining text of a file: of Java the literals of the product. */
    static List<Passage> passages(Source file) {
        var language = language(file);
        var tokens = TOKENS.get(language);
        var passages = new ArrayList<Passage>();
        if (tokens != null && !language.equals("md")) {
            var token = tokens.matcher(file.text());
            while (token.find()) {
                boolean literal =
                        language.equals("java") && "\"'".indexOf(token.group().charAt(0)) >= 0;
                if (!literal || file.main() && token.group().contains(" ")) {
                    passages.add(passage(!literal, token.start(), token.group()));
                }
            }
        }
        if (!language.equals("java")) {
            passages.add(new Passage(false, 0, tokens == null ? file.text() : masked(tokens, file.text(), " ")));
        }
        return passages;
    }

    /** Returns the language of a file by its suffix. A script without one is in shell or Java. */
    private static String language(Source file) {
        int dot = file.fileName().lastIndexOf('.');
        if (dot < 0) {
            return file.text().startsWith("#!/usr/bin/env -S java") ? "java" : "sh";
        }
        var suffix = file.fileName().substring(dot + 1);
        return Map.of("mjs", "js", "yaml", "sh", "yml", "sh").getOrDefault(suffix, suffix);
    }

    /** Returns the passage of a comment or literal, without the blanks in front of it. */
    private static Passage passage(boolean comment, int start, String token) {
        var text = masked(MARGIN, masked(CODE, token, "x"), " ");
        int blanks = text.length() - text.stripLeading().length();
        return new Passage(comment, start + blanks, text.substring(blanks));
    }

    private static String masked(Pattern pattern, String text, String by) {
        return pattern.matcher(text).replaceAll(found -> found.group().replaceAll("[^\n]", by));
    }
}
