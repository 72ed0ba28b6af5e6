package dev.brownout.component.function;

/** Doubly linked list of instances in the order of their use. An instance is in a list at most once. */
final class InstanceList {
    private Link newest;
    private Link oldest;

    /** Place of an instance in a list. */
    static final class Link {
        private final FunctionInstance instance;
        private Link newer;
        private Link older;
        private InstanceList list;

        Link(FunctionInstance instance) {
            this.instance = instance;
        }
    }

    /** Makes an instance the most recently used one of this list. */
    void use(Link link) {
        remove(link);
        link.list = this;
        link.older = newest;
        if (newest == null) {
            oldest = link;
        } else {
            newest.newer = link;
        }
        newest = link;
    }

    /** Removes an instance if it is in this list. */
    void remove(Link link) {
        if (link.list != this) {
            return;
        }
        if (link.newer == null) {
            newest = link.older;
        } else {
            link.newer.older = link.older;
        }
        if (link.older == null) {
            oldest = link.newer;
        } else {
            link.older.newer = link.newer;
        }
        link.newer = null;
        link.older = null;
        link.list = null;
    }

    /** Returns the most recently used instance; {@code null} if there is none. */
    FunctionInstance newest() {
        return newest == null ? null : newest.instance;
    }

    /** Returns the least recently used instance; {@code null} if there is none. */
    FunctionInstance oldest() {
        return oldest == null ? null : oldest.instance;
    }

    /** Forgets all instances. Their links must not be used any more. */
    void clear() {
        newest = null;
        oldest = null;
    }
}
