/**
 * Parts of the JDK that the class library of TeaVM lacks, and the extensions of TeaVM that add them. The packages below
 * this one have the names of those of the JDK.
 */
package dev.brownout.web.emulation;
