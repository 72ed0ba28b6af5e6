package dev.brownout.web.emulation;

import java.util.Arrays;

/** A digest of the Merkle-Damgård construction with blocks of 64 bytes. */
public abstract class BlockDigest {
    private static final int BLOCK = 64;
    private static final int LENGTH_BYTES = 8;
    private static final int PADDING_START = 0x80;

    private final boolean bigEndian;
    private final int[] initial;
    private final int[] words = new int[BLOCK / Integer.BYTES];

    /**
     * Creates a digest.
     *
     * @param bigEndian the byte order of words
     * @param initial the state before the first block
     */
    BlockDigest(boolean bigEndian, int... initial) {
        this.bigEndian = bigEndian;
        this.initial = initial;
    }

    /** Adds a block of 16 words to the state. */
    abstract void compress(int[] block, int[] state);

    /** Returns the digest of a message. */
    public final byte[] of(byte[] message) {
        int[] state = initial.clone();
        int whole = message.length / BLOCK * BLOCK;
        for (int start = 0; start < whole; start += BLOCK) {
            add(message, start, state);
        }
        int rest = message.length - whole;
        byte[] end = Arrays.copyOf(
                Arrays.copyOfRange(message, whole, message.length),
                rest + 1 + LENGTH_BYTES <= BLOCK ? BLOCK : 2 * BLOCK);
        end[rest] = (byte) PADDING_START;
        long bits = (long) message.length * Byte.SIZE;
        for (int i = 0; i < LENGTH_BYTES; i++) {
            int place = bigEndian ? LENGTH_BYTES - 1 - i : i;
            end[end.length - LENGTH_BYTES + place] = (byte) (bits >>> Byte.SIZE * i);
        }
        for (int start = 0; start < end.length; start += BLOCK) {
            add(end, start, state);
        }
        byte[] digest = new byte[state.length * Integer.BYTES];
        for (int i = 0; i < digest.length; i++) {
            digest[i] = (byte) (state[i / Integer.BYTES] >>> shift(i));
        }
        return digest;
    }

    private void add(byte[] message, int start, int[] state) {
        Arrays.fill(words, 0);
        for (int i = 0; i < BLOCK; i++) {
            words[i / Integer.BYTES] |= (message[start + i] & 0xff) << shift(i);
        }
        compress(words, state);
    }

    /** Returns the position of a byte in its word, in bits. */
    private int shift(int index) {
        int place = index % Integer.BYTES;
        return Byte.SIZE * (bigEndian ? Integer.BYTES - 1 - place : place);
    }
}
