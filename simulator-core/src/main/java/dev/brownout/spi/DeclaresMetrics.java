package dev.brownout.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The records of instruments that a kind of component makes, for those who only read about it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface DeclaresMetrics {
    /** Each record that the kind gives to {@link ComponentContext#measures}. */
    Class<? extends Record>[] value();
}
