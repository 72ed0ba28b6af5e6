package dev.brownout.language.binding;

import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.sentence.Sentence;

/**
 * The part of a scenario that is being read.
 *
 * @param path its configuration path, with dots; {@code null} for parts of a single value
 * @param owner its owner as named in messages, such as {@code load-balancer 'lb'}
 * @param kind the kind it belongs to and the fields down to this part, such as {@code database.failover}
 * @param key the location of its name
 */
public record BindingPath(String path, Sentence owner, String kind, SourceLocation key) {
    /** Returns the path of a field of this part. */
    BindingPath child(String name, SourceLocation place) {
        return new BindingPath(path == null ? null : path + "." + name, owner, kind + "." + name, place);
    }

    /** Returns the path of a field that has fields of its own and thus is an owner in messages. */
    BindingPath ofRecord(String name) {
        String last = path == null ? name : path.substring(path.lastIndexOf('.') + 1);
        Sentence whole = last.equals(name)
                ? Sentence.of("{} of {}", name, owner)
                : Sentence.of("{} '{}' of {}", name, last, owner);
        return new BindingPath(path, whole, kind, key);
    }

    /** Returns the path of an item of a list or map. Its name is not part of the kind. */
    BindingPath item(String name, SourceLocation place) {
        return new BindingPath(path == null ? null : path + "." + name, owner, kind, place);
    }

    /** Returns the path of the same part, but without adding its values to the settings. */
    BindingPath unnoted() {
        return new BindingPath(null, owner, kind, key);
    }
}
