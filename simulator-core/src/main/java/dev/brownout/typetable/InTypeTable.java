package dev.brownout.typetable;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Requests type tables of the build for browsers. On an annotation type: a table is generated for each type with such
 * an annotation on itself, on a record component or on an enum constant, and contains these annotations. On a package:
 * a table is generated for each record of the package that is not private.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.ANNOTATION_TYPE, ElementType.PACKAGE})
public @interface InTypeTable {}
