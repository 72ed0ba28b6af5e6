package dev.brownout.sentence;

/** A failure with a sentence for the user. Its message is the English sentence. */
public interface ExplainedFailure {
    /** Returns the sentence. */
    Sentence sentence();
}
