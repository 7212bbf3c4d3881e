@echo off
rem The one command of this project, on Windows. Finds a JDK 25, builds if nothing is built yet, and runs it.
rem
rem   VMQ_JAVA_HOME   the JDK to use, instead of looking for one
rem   VMQ_JAVA_OPTS   further options for the Java virtual machine, separated by spaces
rem
rem Exit codes of this script itself: 2 no suitable Java or wrong use, 70 the build failed. Else those of the program.
rem
rem It lies either in a checkout or in a distribution, which has lib\ beside it and no pom.xml. The launcher for Unix,
rem vmq, does more: in a checkout it also looks whether the sources are newer than what is built, keeps an archive of
rem the loaded classes for a faster start, asks whether its outputs are terminals, and runs the benchmarks.
rem
rem Without delayed expansion, so that an exclamation mark in an argument stays what it is.
setlocal EnableExtensions DisableDelayedExpansion
set "ROOT=%~dp0"

if "%~1"=="bench" goto no_bench

rem --- which Java ---------------------------------------------------------------------------------------------------

set "JDK="
if not defined VMQ_JAVA_HOME goto search
call :feature "%VMQ_JAVA_HOME%"
if not defined FEATURE goto bad_home
if %FEATURE% LSS 25 goto old_home
set "JDK=%VMQ_JAVA_HOME%"
goto built

:search
if defined JAVA_HOME call :consider "%JAVA_HOME%"
for %%j in (java.exe) do if not "%%~$PATH:j"=="" call :consider "%%~dp$PATH:j.."
for /d %%d in (
  "%ProgramFiles%\Eclipse Adoptium\jdk-25*"
  "%ProgramFiles%\Java\jdk-25*"
  "%ProgramFiles%\Microsoft\jdk-25*"
  "%ProgramFiles%\Zulu\zulu-25*"
  "%ProgramFiles%\Amazon Corretto\jdk25*"
  "%ProgramFiles%\BellSoft\LibericaJDK-25*"
  "%LOCALAPPDATA%\Programs\Eclipse Adoptium\jdk-25*"
  "%USERPROFILE%\.jdks\*25*"
) do call :consider "%%~d"
if not defined JDK goto no_java

rem --- building -----------------------------------------------------------------------------------------------------

:built
set "LIB=%ROOT%lib"
if not exist "%ROOT%pom.xml" goto run
set "LIB=%ROOT%tools\target\vmq\lib"
rem No look at the sources: after a change of them remove tools\target, or build with mvnw.cmd.
if exist "%ROOT%tools\target\vmq\stamp" goto run
>&2 echo vmq: building (first run, about a minute)...
call :build
if errorlevel 1 goto build_failed

rem --- running ------------------------------------------------------------------------------------------------------

:run
if not exist "%LIB%\tools-*.jar" goto no_jars
set "FLAGS=--enable-native-access=ALL-UNNAMED -XX:-UsePerfData"
rem Two garbage collectors on one command line the virtual machine does not take.
call :names_collector
if errorlevel 1 set "FLAGS=%FLAGS% -XX:+UseParallelGC"

rem The last argument; shifting leaves the whole line of arguments as it is.
:last
if "%~2"=="" goto known
shift /1
goto last
:known
rem Too short for the second compiler to give back what it takes. Never for what measures.
for %%h in (-h --help -V --version) do if "%~1"=="%%h" set "FLAGS=%FLAGS% -XX:TieredStopAtLevel=1"

rem Options of ours first: of two that contradict each other the virtual machine takes the last.
"%JDK%\bin\java.exe" %FLAGS% %VMQ_JAVA_OPTS% -cp "%LIB%\*" io.vmq.tools.Main %*
exit /b %ERRORLEVEL%

rem --- what went wrong ----------------------------------------------------------------------------------------------

:no_bench
>&2 echo vmq: bench: the benchmarks run in a checkout on Linux or macOS only.
exit /b 2

:bad_home
>&2 echo vmq: VMQ_JAVA_HOME is "%VMQ_JAVA_HOME%", where there is no Java: set it to the folder of a JDK 25.
exit /b 2

:old_home
>&2 echo vmq: VMQ_JAVA_HOME is "%VMQ_JAVA_HOME%", which is Java %FEATURE%: set it to the folder of a JDK 25.
exit /b 2

:no_java
>&2 echo vmq: no JDK 25 found: install one (https://adoptium.net) or set VMQ_JAVA_HOME to its folder.
exit /b 2

:no_jars
>&2 echo vmq: there is no program in "%LIB%": unpack the distribution anew, or remove tools\target in a checkout.
exit /b 70

:build_failed
>&2 echo vmq: the build failed; what it said is above.
exit /b 70

rem --- helpers ------------------------------------------------------------------------------------------------------

rem Sets JDK to a folder that holds exactly Java 25, unless one was found before.
:consider
if defined JDK exit /b 0
call :feature "%~1"
if "%FEATURE%"=="25" set "JDK=%~1"
exit /b 0

rem Sets FEATURE to the feature version, 25 of "25.0.3", of the JDK in a folder; leaves it undefined if there is none.
rem The release file answers without starting a virtual machine.
:feature
set "FEATURE="
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f "usebackq tokens=1,2 delims==" %%k in ("%~1\release") do if "%%k"=="JAVA_VERSION" call :digits "%%~l"
exit /b 0

:digits
for /f "delims=.-+" %%n in ("%~1") do set "FEATURE=%%n"
exit /b 0

rem Succeeds if VMQ_JAVA_OPTS chooses a garbage collector.
:names_collector
set VMQ_JAVA_OPTS 2>nul | findstr /l /c:"-XX:+UseSerialGC" /c:"-XX:+UseParallelGC" /c:"-XX:+UseG1GC" /c:"-XX:+UseZGC" /c:"-XX:+UseShenandoahGC" /c:"-XX:+UseEpsilonGC" >nul
exit /b %ERRORLEVEL%

rem Builds the program and what it needs. An old Maven on a new Java warns about its own libraries.
:build
setlocal
set "JAVA_HOME=%JDK%"
set "MAVEN_OPTS=--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED %MAVEN_OPTS%"
pushd "%ROOT%."
call "%ROOT%mvnw.cmd" -q -B -ntp "-Dmaven.test.skip=true" -pl tools -am package >&2
set "STATUS=%ERRORLEVEL%"
popd
exit /b %STATUS%
