package dev.brownout.language.parse;

import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.grammar.LanguageLexer;
import dev.brownout.language.grammar.LanguageParser;
import dev.brownout.language.yaml.TextLimits;
import dev.brownout.sentence.Sentence;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;

/** Parses the text of one value by a rule of the grammar. */
public final class ValueParser {
    private static final int MOST_DEPTH = 20;
    private static final Pattern BARE = Pattern.compile("[+-]?\\$?\\d+(\\.\\d+)?[kMG]?");

    private ValueParser() {}

    /**
     * Parses a text by a rule. Amounts may be written as reports print them.
     *
     * @param name a description of the expected text, with an example, for messages
     * @throws ValueException at the first token that does not fit
     */
    public static <C extends ParserRuleContext> C read(String written, Function<LanguageParser, C> rule, String name) {
        if (written.length() > TextLimits.MOST_OF_A_VALUE) {
            throw new ValueException(
                    0, 1, "a value has at most {} characters, not {}", TextLimits.MOST_OF_A_VALUE, written.length());
        }
        String text = PrintedAmounts.padded(written);
        balanced(text);
        LanguageLexer lexer = new LanguageLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        LanguageParser parser = new LanguageParser(new CommonTokenStream(lexer));
        parser.removeErrorListeners();
        parser.addErrorListener(new First(name, text));
        return rule.apply(parser);
    }

    /** Returns the source text of a part of the syntax. */
    public static String text(ParserRuleContext part) {
        Token first = part.getStart();
        Token last = part.getStop();
        return first.getInputStream()
                .getText(org.antlr.v4.runtime.misc.Interval.of(first.getStartIndex(), last.getStopIndex()));
    }

    /** Returns the offset of a part of the syntax, in code points from 0. */
    public static int offset(ParserRuleContext part) {
        return part.getStart().getStartIndex();
    }

    /** Returns an error about a part of the syntax. */
    static ValueException wrong(ParserRuleContext part, Sentence message) {
        int from = part.getStart().getStartIndex();
        return new ValueException(from, part.getStop().getStopIndex() - from + 1, message);
    }

    /** Returns an error about a part of the syntax from the form of its message. */
    static ValueException wrong(ParserRuleContext part, String form, Object... arguments) {
        return wrong(part, Sentence.of(form, arguments));
    }

    /** Returns an error within the text of a part, moved to the location of that part. */
    public static ValueException relocate(ParserRuleContext part, ValueException error) {
        return error.shifted(offset(part));
    }

    private static void balanced(String text) {
        int[] points = text.codePoints().toArray();
        int[] open = new int[points.length + 1];
        int depth = 0;
        for (int i = 0; i < points.length; i++) {
            if (points[i] == '(' && depth == MOST_DEPTH) {
                throw new ValueException(i, 1, "parentheses are nested more than {} deep", MOST_DEPTH);
            }
            if (points[i] == '(') {
                open[depth++] = i;
            } else if (points[i] == ')' && --depth < 0) {
                throw new ValueException(i, 1, "this ')' closes nothing in '{}'", text);
            }
        }
        if (depth > 0) {
            throw new ValueException(open[depth - 1], 1, "'(' is never closed in '{}'", text);
        }
    }

    /** Converts the first syntax error of the parser into a {@code ValueException}. */
    private static final class First extends BaseErrorListener {
        private final String description;
        private final String text;

        First(String name, String text) {
            this.description = name;
            this.text = text;
        }

        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                Object symbol,
                int line,
                int column,
                String message,
                RecognitionException cause) {
            UnitHints.refuseLonePoint(text);
            Token token = (Token) symbol;
            if (token.getType() == Token.EOF) {
                int length = text.codePointCount(0, text.length());
                throw new ValueException(
                        length,
                        1,
                        text.isBlank()
                                ? Sentence.of("nothing here; expected {}", description)
                                : Sentence.of(
                                        "something is missing at the end of '{}'; expected {}", text, description));
            }
            int from = token.getStartIndex();
            Optional<Sentence> why = reason((LanguageParser) recognizer, token);
            throw new ValueException(
                    from,
                    token.getStopIndex() - from + 1,
                    why.orElseGet(() ->
                            Sentence.of("{} does not fit here; expected {}", quote(token.getText()), description)));
        }

        /** Returns a text in quotes, or the name of an invisible character. */
        private static String quote(String text) {
            int point = text.codePointAt(0);
            boolean visible =
                    point == ' ' || !Character.isSpaceChar(point) && Character.getType(point) != Character.FORMAT;
            return visible
                    ? "'" + text + "'"
                    : String.format(
                            Locale.ROOT,
                            "U+%04X (%s)",
                            point,
                            Character.getName(point).toLowerCase(Locale.ROOT));
        }

        /** Returns the error in a number that the token continues; empty if it does not continue a number. */
        private Optional<Sentence> reason(LanguageParser parser, Token token) {
            Token before = parser.getTokenStream().LT(-1);
            if (before == null || !BARE.matcher(before.getText()).matches()) {
                return Optional.empty();
            }
            int[] points = text.codePoints().toArray();
            int end = token.getStartIndex();
            while (end < points.length && !Character.isWhitespace(points[end]) && "),".indexOf(points[end]) < 0) {
                end++;
            }
            String rest = new String(points, token.getStartIndex(), end - token.getStartIndex());
            boolean isSeparate = before.getStopIndex() + 1 < token.getStartIndex();
            if (isSeparate && rest.matches("\\D.*")) {
                return UnitParser.problem(before.getText() + rest).filter(UnitParser::suggests);
            }
            boolean digits =
                    end == token.getStartIndex() && end + 1 < points.length && Character.isDigit(points[end + 1]);
            return !isSeparate && digits
                    ? Optional.of(Sentence.of(
                            "a number has a point and no commas, such as 99.9 or 1000; expected {}", description))
                    : Optional.empty();
        }
    }
}
