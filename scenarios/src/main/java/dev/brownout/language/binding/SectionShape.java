package dev.brownout.language.binding;

import dev.brownout.cost.Price.Basis;
import dev.brownout.spec.SpecFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Structural description of a part of a scenario, without the meaning of names. The JSON schema and the key
 * descriptions of the manual are generated from it.
 */
public sealed interface SectionShape {
    /** Returns the keys of this part that no record describes. */
    default List<Key> keys() {
        return List.of();
    }

    /** Returns the records that contribute their parameters as keys of this part. */
    default List<Class<?>> records() {
        return List.of();
    }

    /** Returns whether the keys of those records may be omitted as a whole. */
    default boolean isOptional() {
        return false;
    }

    /**
     * A key that no record describes.
     *
     * @param name the key as written
     * @param description a description of its value, in words
     * @param sentence its meaning
     * @param shape the shape of its value
     */
    record Key(String name, String description, String sentence, SectionShape shape) {
        /** Returns the names of some keys. */
        public static List<String> names(List<Key> keys) {
            return keys.stream().map(Key::name).toList();
        }
    }

    /** Shape of a value without further attributes. */
    enum PlainShape implements SectionShape {
        /** Any single value. */
        TEXT,
        /** A text that refers to an element by name, or that has a grammar of its own. */
        WORDS,
        /** A plain duration. */
        SPAN,
        /** A load, or a list of them. */
        LOAD,
        /** The name of a kind of component. */
        KIND,
        /** The verb of a fault. */
        VERB
    }

    /**
     * A value of one of several JSON types.
     *
     * @param like the pattern of its text
     * @param between the range of a number
     */
    record Single(List<String> types, Optional<Like> like, Optional<Between> between) implements SectionShape {
        /** Copies the list. */
        public Single {
            types = List.copyOf(types);
        }

        /** Returns the shape of a value with one of several types. */
        public static Single of(String... types) {
            return new Single(List.of(types), Optional.empty(), Optional.empty());
        }

        /** Returns this shape with a pattern for its text. */
        public Single withPattern(String pattern, String expected) {
            return new Single(types, Optional.of(new Like(pattern, expected)), between);
        }

        /** Returns this shape with a range, both ends included. */
        public Single withRange(int least, int most) {
            return new Single(types, like, Optional.of(new Between(least, most)));
        }
    }

    /**
     * Pattern of a text.
     *
     * @param pattern a regular expression that matches the whole text
     * @param expected a description of the expected text, in words
     */
    record Like(String pattern, String expected) {}

    /** Range of a number, both ends included. */
    record Between(int least, int most) {}

    /** A shape with a description of its own. */
    record DescribedShape(SectionShape shape, String sentence) implements SectionShape {}

    /**
     * A map with some keys, and no others.
     *
     * @param keys the allowed keys
     * @param needed the required keys
     */
    record Keys(List<Key> keys, List<Key> needed) implements SectionShape {
        /** Copies the lists. */
        public Keys {
            keys = List.copyOf(keys);
            needed = List.copyOf(needed);
        }

        /** Returns the shape of a map with some keys, none of them required. */
        public static Keys of(Key... keys) {
            return new Keys(List.of(keys), List.of());
        }
    }

    /**
     * A map with the parameters of a record.
     *
     * @param alternatives keys that may replace parameters, by parameter name
     */
    record Of(Class<?> type, LinkedHashMap<String, Key> alternatives) implements SectionShape {
        /** Returns the shape of a map with the parameters of a record only. */
        public static Of record(Class<?> type) {
            return new Of(type, new LinkedHashMap<>());
        }

        /** Returns this shape with a key that may replace a parameter. */
        public Of with(Key key, String parameter) {
            LinkedHashMap<String, Key> more = new LinkedHashMap<>(alternatives);
            more.put(parameter, key);
            return new Of(type, more);
        }

        @Override
        public List<Class<?>> records() {
            return List.of(type);
        }
    }

    /**
     * A map with the parameters of a kind of component and its policies.
     *
     * @param keys the additional keys of any component
     * @param commonType the record of further keys, which are either present as a whole or absent
     */
    record Component(List<Key> keys, Class<?> commonType) implements SectionShape {
        /** Copies the list. */
        public Component {
            keys = List.copyOf(keys);
        }

        @Override
        public List<Class<?>> records() {
            return List.of(commonType);
        }

        @Override
        public boolean isOptional() {
            return true;
        }

        /**
         * Returns the additional keys of any component except its kind: names with commas, followed by a semicolon and
         * the names of the record's fields.
         */
        public String commonKeys() {
            return keys.stream()
                    .filter(key -> key.shape() != PlainShape.KIND)
                    .map(Key::name)
                    .collect(Collectors.joining(
                            ", ",
                            "",
                            "; " + String.join(", ", SpecFields.of(commonType).names())));
        }
    }

    /** A fault: a sentence under its time, or a map with these keys and the arguments of its verb. */
    record Fault(List<Key> keys) implements SectionShape {
        /** Copies the list. */
        public Fault {
            keys = List.copyOf(keys);
        }
    }

    /**
     * Prices under a kind, by billed item.
     *
     * @param words the other keys of a price list
     * @param kinds the billed items of each kind, with their billing basis
     * @param sized the kinds with optional host prices by number of cores
     */
    record Prices(List<Key> words, LinkedHashMap<String, java.util.Map<String, Basis>> kinds, List<String> sized)
            implements SectionShape {
        /** Copies the list. */
        public Prices {
            sized = List.copyOf(sized);
        }
    }

    /**
     * A map with keys chosen by the author.
     *
     * @param each the shape of each value
     * @param names the pattern of the keys; empty for any key
     */
    record Map(SectionShape each, String names) implements SectionShape {
        /** Returns the shape of a map with any keys. */
        public static Map of(SectionShape each) {
            return new Map(each, "");
        }

        @Override
        public List<Key> keys() {
            return each.keys();
        }

        @Override
        public List<Class<?>> records() {
            return each.records();
        }
    }

    /** A map with keys that are names, for use in selectors and relations. */
    record NamedMapShape(SectionShape each) implements SectionShape {
        @Override
        public List<Key> keys() {
            return each.keys();
        }

        @Override
        public List<Class<?>> records() {
            return each.records();
        }

        @Override
        public boolean isOptional() {
            return each.isOptional();
        }
    }

    /**
     * A list.
     *
     * @param filled whether it must have at least one item
     */
    record ListShape(SectionShape each, boolean filled) implements SectionShape {
        /** Returns the shape of a list that may be empty. */
        public static ListShape of(SectionShape each) {
            return new ListShape(each, false);
        }

        @Override
        public List<Key> keys() {
            return each.keys();
        }
    }

    /** A map, or a single value that abbreviates it. */
    record Either(SectionShape map, SectionShape single) implements SectionShape {
        @Override
        public List<Key> keys() {
            return map.keys();
        }

        @Override
        public List<Class<?>> records() {
            return map.records();
        }
    }
}
