package dev.brownout.importing.proxy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Directive of a configuration of nginx, or a line or section of a configuration of HAProxy.
 *
 * @param name first word
 * @param args other words
 * @param block directives inside; empty if there is no block
 * @param file name of the file
 * @param line line in the file, counted from 1
 */
record ProxyDirective(String name, List<String> args, List<ProxyDirective> block, String file, int line) {
    /** Copies the lists. */
    ProxyDirective {
        args = List.copyOf(args);
        block = List.copyOf(block);
    }

    /** Returns the file and line. */
    String origin() {
        return file + ":" + line;
    }

    /** Returns an argument; empty if there are fewer. */
    String arg(int index) {
        return index < args.size() ? args.get(index) : "";
    }

    /** Returns all arguments with blanks between them. */
    String text() {
        return String.join(" ", args);
    }

    /** Returns the value of an argument such as {@code weight=5}. */
    Optional<String> option(String key) {
        return args.stream()
                .filter(arg -> arg.startsWith(key + "="))
                .map(arg -> arg.substring(key.length() + 1))
                .findFirst();
    }

    /** Returns the argument that follows a word such as {@code weight}. */
    Optional<String> following(String word) {
        int index = args.indexOf(word);
        return index >= 0 && index + 1 < args.size() ? Optional.of(args.get(index + 1)) : Optional.empty();
    }

    /** Returns the directives of that name inside the block. */
    Stream<ProxyDirective> children(String name) {
        return block.stream().filter(inner -> inner.name().equals(name));
    }
}
