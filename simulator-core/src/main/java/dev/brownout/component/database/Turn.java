package dev.brownout.component.database;

/** One after the other, one turn for all callers. */
final class Turn {
    private final int many;
    private int last = -1;

    Turn(int many) {
        this.many = many;
    }

    int next() {
        last = last + 1 == many ? 0 : last + 1;
        return last;
    }
}
