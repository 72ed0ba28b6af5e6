/** Tests of databases and stores in scenarios, validated against closed forms and analytical estimates. */
package dev.brownout.databases;
