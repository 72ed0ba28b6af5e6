package dev.brownout.language.diagnostic;

import dev.brownout.sentence.ExplainedFailure;
import dev.brownout.sentence.Sentence;
import java.util.Collection;
import java.util.Optional;

/** Indicates an invalid value, with the part of its text that is in error. */
public final class ValueException extends RuntimeException implements ExplainedFailure {
    private static final long serialVersionUID = 1;

    private final transient Sentence sentence;
    private final int offset;
    private final int span;
    private final transient TextCorrection replacement;

    /**
     * Creates an error about a part of the value.
     *
     * @param offset the start of the part, in code points from 0
     * @param span the length of the part, in code points
     */
    public ValueException(int offset, int span, Sentence message) {
        this(offset, span, message, null);
    }

    private ValueException(int offset, int span, Sentence message, TextCorrection replacement) {
        super(message.toString());
        this.sentence = message;
        this.offset = offset;
        this.span = span;
        this.replacement = replacement;
    }

    /** Creates an error about a part of the value from the form of its message. */
    public ValueException(int offset, int span, String form, Object... arguments) {
        this(offset, span, Sentence.of(form, arguments));
    }

    /** Creates an error about the whole value from the form of its message. */
    public ValueException(String text, String form, Object... arguments) {
        this(text, Sentence.of(form, arguments));
    }

    /** Creates an error about the whole value. */
    public ValueException(String text, Sentence message) {
        this(0, text.codePointCount(0, text.length()), message);
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }

    /** Returns the start of the part, in code points from 0. */
    public int offset() {
        return offset;
    }

    /** Returns the length of the part, in code points. */
    public int span() {
        return span;
    }

    /** Returns the error for a value that begins at an offset in a longer text. */
    public ValueException shifted(int factor) {
        return new ValueException(offset + factor, span, sentence, replacement);
    }

    /** Returns this error with the only text that can be meant in place of the part. */
    public ValueException corrected(String written, String suggestion) {
        return new ValueException(offset, span, sentence, new TextCorrection(written, suggestion));
    }

    /** Returns this error with the known name that its message suggests in place of a written one, if any. */
    public ValueException corrected(String written, Collection<String> known) {
        return SpellingSuggestion.synonym(written, known)
                .map(name -> corrected(written, name))
                .orElse(this);
    }

    /** Returns the text that corrects the part; empty if none is certain. */
    public Optional<TextCorrection> replacement() {
        return Optional.ofNullable(replacement);
    }
}
