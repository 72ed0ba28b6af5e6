package dev.brownout.language.parse;

import dev.brownout.language.grammar.LanguageParser;
import dev.brownout.language.grammar.LanguageParser.AtomContext;
import dev.brownout.random.KeyPopularity;

/** Parses key distributions: {@code zipf(1.0 100k)}, {@code hot(30% on bieber, rest uniform(1M))}. */
final class KeyPopularityParser {
    private final Functions functions;

    /** Creates a parser for the key distributions among some functions. */
    KeyPopularityParser(Functions functions) {
        this.functions = functions;
    }

    /** Parses a key distribution. Throws {@code ValueException} if the text is invalid. */
    KeyPopularity read(String text) {
        return read(ValueParser.read(text, LanguageParser::value, "keys such as zipf(1.0 100k)")
                .term()
                .atom());
    }

    /** Parses a key distribution within a text. */
    KeyPopularity read(AtomContext atom) {
        if (atom.call() == null) {
            throw ValueParser.wrong(
                    atom,
                    "'{}' is not a key distribution; expected keys such as zipf(1.0 100k)",
                    ValueParser.text(atom));
        }
        return functions.keys(atom.call());
    }
}
