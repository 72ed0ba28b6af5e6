package dev.brownout.spec;

import dev.brownout.sentence.InvalidValueException;

/**
 * Amount of data, written {@code 64MB} (powers of ten) or {@code 64MiB} (powers of two).
 *
 * @param bytes at least 0
 */
public record DataSize(long bytes) {
    /**
     * Validates the size.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public DataSize {
        if (bytes < 0) {
            throw new InvalidValueException("a size is at least 0B, not {}", bytes);
        }
    }
}
