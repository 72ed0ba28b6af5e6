@echo off
rem Starts Brownout on Windows. Uses the Java in runtime beside bin where there is one, else that of JAVA_HOME, else
rem the one on the PATH.
setlocal EnableExtensions DisableDelayedExpansion
set "BROWNOUT_FOLDER=%~dp0.."
if exist "%BROWNOUT_FOLDER%\runtime\bin\java.exe" (
    set "BROWNOUT_JAVA=%BROWNOUT_FOLDER%\runtime\bin\java.exe"
    goto start
)
if not defined JAVA_HOME goto path
set "BROWNOUT_JAVA=%JAVA_HOME:"=%\bin\java.exe"
if exist "%BROWNOUT_JAVA%" goto start
>&2 echo brownout: JAVA_HOME is %JAVA_HOME%, where there is no bin\java.exe
exit /b 1
:path
set "BROWNOUT_JAVA=java.exe"
where /q java.exe
if not errorlevel 1 goto start
>&2 echo brownout: needs Java 17 or newer: no java on the PATH, and JAVA_HOME is not set
exit /b 1
:start
"%BROWNOUT_JAVA%" ${compilers} -Xms64m -XX:+UseSerialGC -Djava.awt.headless=true -jar "%BROWNOUT_FOLDER%\lib\brownout.jar" %*
exit /b %ERRORLEVEL%
