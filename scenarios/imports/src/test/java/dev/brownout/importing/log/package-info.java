/** Tests of the import of access logs. */
package dev.brownout.importing.log;
