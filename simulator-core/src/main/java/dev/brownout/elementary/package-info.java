/**
 * Elementary functions with the same bits on every platform.
 *
 * <p>{@link dev.brownout.elementary.ElementaryFunctions} has the functions. They use additions, multiplications,
 * divisions and square roots of IEEE 754 doubles and operations on their bits. So a Java virtual machine and a compiler
 * for browsers compute the same results. The package depends on no other package.
 */
package dev.brownout.elementary;
