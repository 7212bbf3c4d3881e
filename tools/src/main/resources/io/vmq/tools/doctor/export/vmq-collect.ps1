<#
Saves what "vmq doctor" needs to know about this Hyper-V host as one JSON file.

It reads settings and changes none. The only thing that it writes is the file named by -OutFile, which holds names of
adapters, teams, switches and virtual machines, and no addresses. Works with Windows PowerShell 5.1 and PowerShell 7.
Run it as administrator: the Hyper-V cmdlets show nothing otherwise.

    powershell -ExecutionPolicy Bypass -File vmq-collect.ps1 -OutFile host.json
    vmq doctor host.json

A section that cannot be read (no Hyper-V, no teaming on this edition) is null, which the doctor takes as not known.
#>
param(
    [string] $OutFile = 'host.json'
)

$ErrorActionPreference = 'Stop'

# The named properties of what a cmdlet gives, always as a list; null if it cannot be asked.
function Read-Section {
    param([scriptblock] $Source, [string[]] $Property)
    try {
        $found = @(& $Source | Select-Object -Property $Property)
        return , $found
    } catch {
        Write-Warning ('not read: ' + $Source.ToString().Trim() + ': ' + $_.Exception.Message)
        return $null
    }
}

$report = [ordered]@{
    Schema             = 'vmq.host-export/1'
    CollectedAt        = (Get-Date).ToUniversalTime().ToString('o')
    PowerShell         = $PSVersionTable.PSVersion.ToString()
    NetAdapter         = Read-Section { Get-NetAdapter } @(
        'Name', 'InterfaceDescription', 'InterfaceGuid', 'Status', 'Speed', 'LinkSpeed', 'Virtual')
    NetAdapterVmq      = Read-Section { Get-NetAdapterVmq } @(
        'Name', 'InterfaceDescription', 'Enabled', 'BaseVmqProcessor', 'BaseProcessorGroup', 'BaseProcessorNumber',
        'MaxProcessors', 'MaxProcessorNumber', 'NumaNode', 'NumberOfReceiveQueues')
    NetAdapterVmqQueue = Read-Section { Get-NetAdapterVmqQueue } @(
        'Name', 'QueueID', 'VmFriendlyName', 'ProcessorGroup', 'ProcessorAffinityMask')
    NetAdapterRss      = Read-Section { Get-NetAdapterRss } @(
        'Name', 'InterfaceDescription', 'Enabled', 'Profile', 'BaseProcessorGroup', 'BaseProcessorNumber',
        'MaxProcessorGroup', 'MaxProcessorNumber', 'MaxProcessors', 'NumaNode', 'NumberOfReceiveQueues')
    NetLbfoTeam        = Read-Section { Get-NetLbfoTeam } @(
        'Name', 'Members', 'TeamNics', 'TeamingMode', 'LoadBalancingAlgorithm', 'Status')
    NetLbfoTeamMember  = Read-Section { Get-NetLbfoTeamMember } @(
        'Name', 'Team', 'InterfaceDescription', 'AdministrativeMode')
    NetLbfoTeamNic     = Read-Section { Get-NetLbfoTeamNic } @(
        'Name', 'Team', 'InterfaceDescription')
    VMSwitch           = Read-Section { Get-VMSwitch } @(
        'Name', 'Id', 'SwitchType', 'NetAdapterInterfaceDescription', 'NetAdapterInterfaceDescriptions',
        'EmbeddedTeamingEnabled', 'IovEnabled')
    VMSwitchTeam       = Read-Section { Get-VMSwitch | Where-Object { $_.EmbeddedTeamingEnabled } | Get-VMSwitchTeam } @(
        'Name', 'NetAdapterInterfaceDescription', 'TeamingMode', 'LoadBalancingAlgorithm')
    VMNetworkAdapter   = Read-Section { Get-VMNetworkAdapter -All } @(
        'Name', 'VMName', 'SwitchName', 'IsManagementOs', 'VmqWeight')
    Processor          = Read-Section { Get-CimInstance -ClassName Win32_Processor } @(
        'DeviceID', 'NumberOfCores', 'NumberOfLogicalProcessors')
    VMHostNumaNode     = Read-Section { Get-VMHostNumaNode } @(
        'NodeId')
}

$report | ConvertTo-Json -Depth 6 | Out-File -FilePath $OutFile -Encoding utf8
Write-Host ('saved ' + $OutFile)
