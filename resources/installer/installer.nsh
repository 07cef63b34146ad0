; Silent roll-out: Setup.exe /S /allusers /LICENCE="\\files\case2code\clinic.lic" /ROSTER="…\clinic.roster" /POLICY="…\policy.json"
; Copies what is named into the machine-wide folder. Users may read there and not write: a policy that a user could
; change would be no policy. Nothing here judges the files; the program does, and says so in --status.
!include "FileFunc.nsh"

!macro copyToMachineFolder PARAMETER NAME
  ClearErrors
  ${GetParameters} $R0
  ${GetOptions} $R0 "/${PARAMETER}=" $R1
  ${IfNot} ${Errors}
    ; A file that a user had put there would stay that user's when it is overwritten.
    Delete "$APPDATA\Case2Code\${NAME}"
    CopyFiles /SILENT "$R1" "$APPDATA\Case2Code\${NAME}"
  ${EndIf}
!macroend

!macro customInstall
  ${If} $installMode == "all"
    SetShellVarContext all
    CreateDirectory "$APPDATA\Case2Code"
    ; The folder may have been made by a user before. Files in it stay whose they are: the program obeys no policy.json
    ; of a user.
    nsExec::Exec '"$SYSDIR\icacls.exe" "$APPDATA\Case2Code" /setowner *S-1-5-32-544'
    ; S-1-5-18 SYSTEM and S-1-5-32-544 Administrators: full control. S-1-5-32-545 Users: read.
    nsExec::Exec '"$SYSDIR\icacls.exe" "$APPDATA\Case2Code" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX'
    !insertmacro copyToMachineFolder "LICENCE" "clinic.lic"
    !insertmacro copyToMachineFolder "ROSTER" "clinic.roster"
    !insertmacro copyToMachineFolder "POLICY" "policy.json"
  ${EndIf}
!macroend
