package dev.brownout.spec;

import dev.brownout.typetable.InTypeTable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a parameter (a String, an Optional of it or a list of it) that names a part of the scenario. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@InTypeTable
public @interface Reference {
    /** Types of named parts. */
    enum To {
        /** A component of the scenario. */
        COMPONENT("a component"),
        /** A region of the scenario. */
        REGION("a region"),
        /** A component of the scenario that delivers messages. */
        QUEUE("a queue"),
        /** A component of the scenario that accepts writes, itself or on behalf of another one. */
        WRITABLE("a cache or store, or a CDN"),
        /** A component of the scenario with units that requests reserve. */
        STOCK("a database with units of each key", "units", "stock: { units: 100 }"),
        /** A component of the scenario with counters that requests increment. */
        COUNTER("a database with counters", "counters", "counters: {}"),
        /** A component of the scenario that is read, or one of its query classes behind a slash. */
        QUERY("a cache or store, or a query of a database"),
        /** A component of the scenario that is called as a service, or one of its endpoints behind a slash. */
        SERVICE("a server, or an endpoint of one"),
        /** A class of requests. */
        REQUEST("a request");

        private final String description;
        private final String numbers;
        private final String setting;

        To(String description) {
            this(description, "", "");
        }

        /**
         * Creates the type of databases with numbers in their rows.
         *
         * @param numbers name of the numbers
         * @param setting example of the setting that a database needs for them
         */
        To(String description, String numbers, String setting) {
            this.description = description;
            this.numbers = numbers;
            this.setting = setting;
        }

        /** Returns a noun phrase for a part of the type. */
        public String description() {
            return description;
        }

        /** Returns the name of the numbers in the rows of a database of the type; empty for any other type. */
        public String numbers() {
            return numbers;
        }

        /** Returns an example of the setting that a database needs for the numbers; empty for any other type. */
        public String setting() {
            return setting;
        }
    }

    /** Returns the type of the named part. */
    To value() default To.COMPONENT;
}
