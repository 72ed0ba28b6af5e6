@echo off
rem Starts Brownout on Windows: with the Java in the folder runtime beside bin where there is one, else with that of
rem JAVA_HOME, else with the one on the PATH. Written without a Windows to try it on.
setlocal EnableExtensions DisableDelayedExpansion

for %%F in ("%~dp0..") do set "BROWNOUT_FOLDER=%%~fF"
set "BROWNOUT_JAVA=%BROWNOUT_FOLDER%\runtime\bin\java.exe"
if exist "%BROWNOUT_JAVA%" goto memory
if not defined JAVA_HOME goto path
set "BROWNOUT_JAVA=%JAVA_HOME:"=%\bin\java.exe"
if exist "%BROWNOUT_JAVA%" goto memory
>&2 echo brownout: needs Java 17 or newer: there is no "%BROWNOUT_JAVA%", which JAVA_HOME stands for
exit /b 2

:path
set "BROWNOUT_JAVA=java.exe"
where /q java.exe
if not errorlevel 1 goto memory
>&2 echo brownout: needs Java 17 or newer: no java on the PATH, and JAVA_HOME is not set
exit /b 2

:memory
set "BROWNOUT_MEMORY="
if not defined JAVA_TOOL_OPTIONS if not defined JDK_JAVA_OPTIONS if not defined _JAVA_OPTIONS set "BROWNOUT_MEMORY=-Xms96m -XX:NewSize=48m"

rem What is printed is UTF-8; the console has its own code page back at the end.
set "BROWNOUT_PAGE="
for /f "tokens=2 delims=:." %%P in ('chcp') do set "BROWNOUT_PAGE=%%P"
chcp 65001 >nul 2>&1
"%BROWNOUT_JAVA%" ${both.compilers} %BROWNOUT_MEMORY% -XX:+UseSerialGC -Djava.awt.headless=true -Djdk.reflect.useNativeAccessorOnly=true -jar "%BROWNOUT_FOLDER%\lib\brownout.jar" %*
set "BROWNOUT_CODE=%ERRORLEVEL%"
if defined BROWNOUT_PAGE chcp %BROWNOUT_PAGE% >nul 2>&1

rem A Java that is too old ends with 1, as an internal error does.
if not "%BROWNOUT_CODE%"=="1" exit /b %BROWNOUT_CODE%
"%BROWNOUT_JAVA%" -version 2>&1 | findstr /r /c:"version .1[7-9]" /c:"version .[2-9][0-9]" >nul
if not errorlevel 1 exit /b 1
>&2 echo brownout: needs Java 17 or newer; "%BROWNOUT_JAVA%" is older ^(JAVA_HOME chooses another^)
exit /b 2
