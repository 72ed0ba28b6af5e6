package dev.brownout.component.inference;

/** Tokens of one step, within its budget. */
final class EngineBatch {
    private long left;
    private int sequences;
    private long tokens;
    private long prefillTokens;

    /** Creates an empty batch. */
    EngineBatch(long budget) {
        this.left = budget;
    }

    /** Returns the tokens that the budget has left. */
    long remainingTokens() {
        return left;
    }

    /** Returns the tokens of a number that the budget allows. */
    int share(int target) {
        return (int) Math.min(target, left);
    }

    /** Adds tokens of a sequence. */
    void add(TokenSequence sequence, int count) {
        prefillTokens += sequence.prefills() ? count : 0;
        sequence.scheduled = count;
        left -= count;
        tokens += count;
        sequences++;
    }

    /** Returns the number of sequences with tokens. */
    int sequences() {
        return sequences;
    }

    /** Returns the number of tokens. */
    long tokens() {
        return tokens;
    }

    /** Returns the tokens of prompts, and of sequences that are computed again. */
    long prefillTokens() {
        return prefillTokens;
    }
}
